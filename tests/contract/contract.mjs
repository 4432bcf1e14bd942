// The device contract from its text alone (RFC 7515, 7518, 7638 and the words of the portal's own), for programs that are not .NET.
import { createHash, sign, verify } from 'node:crypto';
import { calculateJwkThumbprint } from 'jose';

const sha256Hex = text => createHash('sha256').update(text, 'utf8').digest('hex');

/** Canonical bytes of an event, version 1. */
export const eventBytes = (deviceId, event) => Buffer.from(
  ['portal/event/v1', deviceId, event.epoch, event.seq, event.kind, event.at, sha256Hex(event.data)].join('\n'), 'utf8');

/** ES256: r and s of 32 bytes each, base64url without padding. */
export const signEvent = (privateKey, bytes) =>
  sign('sha256', bytes, { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url');

/** Text that is not exactly 64 bytes in base64url is no signature. */
export function verifyEvent(publicKey, bytes, signature) {
  const raw = Buffer.from(signature, 'base64url');
  return raw.length === 64
    && raw.toString('base64url') === signature
    && verify('sha256', bytes, { key: publicKey, dsaEncoding: 'ieee-p1363' }, raw);
}

/** Six digits that owner and device compare. */
export async function checkNumber(code, publicJwk) {
  const text = `portal/pair/v1\n${code}\n${await calculateJwkThumbprint(publicJwk, 'sha256')}`;
  const number = createHash('sha256').update(text, 'utf8').digest().readUInt32BE(0) % 1_000_000;
  return String(number).padStart(6, '0');
}

/** What people type, as the 8 characters that it means; null where it is no pairing code. */
export function pairingCode(typed) {
  const code = typed.replace(/[- ]/g, '')
    .replace(/[a-z]/g, letter => letter.toUpperCase())
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{8}$/.test(code) ? code : null;
}
