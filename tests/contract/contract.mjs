// The device contract from its text alone (RFC 7515, 7518, 7638 and the words of the portal's own), for programs that are not .NET.
import { createHash, createHmac, sign, verify } from 'node:crypto';
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

/** What the new key signs when a device changes its key, version 1. */
export const keyProofBytes = async (deviceId, epoch, lastSeq, publicJwk) => Buffer.from(
  ['portal/key/v1', deviceId, epoch, lastSeq, await calculateJwkThumbprint(publicJwk, 'sha256')].join('\n'), 'utf8');

/** What people type, as the 8 characters that it means; null where it is no pairing code. */
export function pairingCode(typed) {
  const code = typed.replace(/[- ]/g, '')
    .replace(/[a-z]/g, letter => letter.toUpperCase())
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{8}$/.test(code) ? code : null;
}

const halfHour = 1_800_000;

/** The nine digits for a device's secret, a window's start and length in half hours, and a counter. */
export function offlinePin(secret, t0, d, c) {
  const message = Buffer.alloc(6);
  message.writeUInt32BE(t0, 0);
  message.writeUInt8(d, 4);
  message.writeUInt8(c, 5);
  const mac = createHmac('sha256', Buffer.from(secret, 'base64url')).update('portal/offline-pin/v1\n', 'utf8').update(message).digest();
  return String(mac.readBigUInt64BE(0) % 1_000_000_000n).padStart(9, '0');
}

/** What a window is to a PIN: its start and length in half hours; null where it can have none. */
export function pinWindow(notBefore, notAfter) {
  const [t0, end] = [notBefore, notAfter].map(time => Date.parse(time) / halfHour);
  return Number.isInteger(t0) && Number.isInteger(end) && [2, 4].includes(end - t0) ? { t0, d: end - t0 } : null;
}

/** The windows, as t0/d, whose PINs a device tries at a time; each with eight counters. */
export function pinWindowsAt(time) {
  const t = Date.parse(time) / 1000;
  const starts = Array.from({ length: 10 }, (_, back) => Math.floor(t / 1800) + 1 - back);
  return [2, 4].flatMap(d => starts.filter(t0 => t0 * 1800 - 60 <= t && t < (t0 + d) * 1800 + 60).map(t0 => `${t0}/${d}`));
}

/** A grant's code as a device knows it. */
export const codeHash = (grantKey, grantId, code) =>
  createHmac('sha256', Buffer.from(grantKey, 'base64url')).update(`portal/grant-code/v1\n${grantId}\n${code}`, 'utf8').digest('hex');
