// Checks the published test vectors against the contract as written down in contract.mjs. Exit code 1 where one differs.
import { createHash, createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { calculateJwkThumbprint } from 'jose';
import { checkNumber, codeHash, eventBytes, keyProofBytes, offlinePin, pairingCode, pinWindow, pinWindowsAt, verifyEvent } from './contract.mjs';

const read = name => JSON.parse(readFileSync(new URL(`../../src/Portal.Device/Protocol/vectors/${name}.json`, import.meta.url), 'utf8'));
let passed = 0;
let failed = 0;

function same(what, actual, expected) {
  if (actual === expected) {
    passed++;
  } else {
    failed++;
    console.error(`${what}: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`);
  }
}

for (const { name, deviceId, event, canonical, sha256 } of read('event-bytes').cases) {
  const bytes = eventBytes(deviceId, event);
  same(`event-bytes, ${name}`, bytes.toString('utf8'), canonical);
  same(`event-bytes, ${name}, hash`, createHash('sha256').update(bytes).digest('hex'), sha256);
}

const signatures = read('event-signatures');
const publicKey = createPublicKey({ key: signatures.publicKey, format: 'jwk' });
for (const { name, deviceId, event, signature, valid } of signatures.cases) {
  same(`event-signatures, ${name}`, verifyEvent(publicKey, eventBytes(deviceId, event), signature), valid);
}

for (const known of read('check-numbers').cases) {
  same(`check-numbers, ${known.code}, thumbprint`, await calculateJwkThumbprint(known.publicKey, 'sha256'), known.thumbprint);
  same(`check-numbers, ${known.code}`, await checkNumber(known.code, known.publicKey), known.checkNumber);
}

for (const { deviceId, epoch, lastSeq, publicKey: key, canonical, sha256 } of read('key-proofs').cases) {
  const bytes = await keyProofBytes(deviceId, epoch, lastSeq, key);
  same(`key-proofs, ${epoch} ${lastSeq}`, bytes.toString('utf8'), canonical);
  same(`key-proofs, ${epoch} ${lastSeq}, hash`, createHash('sha256').update(bytes).digest('hex'), sha256);
}

for (const { typed, code, shown } of read('pairing-codes').cases) {
  const read = pairingCode(typed);
  same(`pairing-codes, ${typed}`, read, code);
  same(`pairing-codes, ${typed}, shown`, read && `${read.slice(0, 4)}-${read.slice(4)}`, shown);
}

const pins = read('offline-pins');
for (const { name, offlineSecret, notBefore, notAfter, t0, d, c, pin } of pins.cases) {
  same(`offline-pins, ${name}, window`, JSON.stringify(pinWindow(notBefore, notAfter)), JSON.stringify({ t0, d }));
  same(`offline-pins, ${name}`, offlinePin(offlineSecret, t0, d, c), pin);
}

for (const { name, notBefore, notAfter, fits } of pins.windows) {
  same(`offline-pins, window of ${name}`, pinWindow(notBefore, notAfter) !== null, fits);
}

for (const { name, at, count, windows } of pins.candidates) {
  same(`offline-pins, tried ${name}`, pinWindowsAt(at).join(), windows.join());
  same(`offline-pins, tried ${name}, count`, pinWindowsAt(at).length * 8, count);
}

for (const known of read('code-hashes').cases) {
  same(`code-hashes, ${known.name}`, codeHash(known.grantKey, known.grantId, known.code), known.codeHash);
}

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
