// Sends events in order and lets nothing out of its hand before it is acknowledged: each acknowledgement is on the disk before the
// next batch leaves. Whatever happens to the portal, it connects again and goes on.
//   node ingest.mjs <gateway url> <audience> <device id> <key.pem> <events> <batch> <file of acknowledgements>
// Standard output: 'acked <seq>' for each batch, 'cut <first> <last>' for each batch whose answer was lost.
import { createPrivateKey, randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { HttpTransportType, HubConnectionBuilder, HubConnectionState, LogLevel } from '@microsoft/signalr';
import { SignJWT } from 'jose';
import { eventBytes, signEvent } from './contract.mjs';

const [gatewayUrl, audience, deviceId, keyFile, events, batchSize, ackFile] = process.argv.slice(2);
const key = createPrivateKey(readFileSync(keyFile, 'utf8'));
const kinds = ['unlocked', 'door_opened', 'door_closed', 'locked'];
const began = Date.now();
const acks = openSync(ackFile, 'a');
const say = line => process.stdout.write(line + '\n');
const retry = () => new Promise(resolve => setTimeout(resolve, 20));

// The same number has the same bytes whenever it is sent.
function happened(seq) {
  const event = { epoch: 1, seq, kind: kinds[seq % kinds.length], at: new Date(began + seq).toISOString(), data: '{"source":"manual"}' };
  return { ...event, signature: signEvent(key, eventBytes(deviceId, event)) };
}

const token = () => new SignJWT({})
  .setProtectedHeader({ alg: 'ES256', kid: deviceId })
  .setIssuer(deviceId).setSubject(deviceId).setAudience(audience)
  .setIssuedAt().setExpirationTime('30 minutes').setJti(randomUUID())
  .sign(key);

async function connect() {
  for (;;) {
    const hub = new HubConnectionBuilder()
      .withUrl(gatewayUrl.replace(/^ws/, 'http'), {
        accessTokenFactory: token, transport: HttpTransportType.WebSockets, skipNegotiation: true,
      })
      .configureLogging(LogLevel.None)
      .build();
    for (const method of ['Paired', 'Disconnecting', 'Command', 'SyncGrants']) hub.on(method, () => {});
    try {
      await hub.start();
      return hub;
    } catch {
      await retry();
    }
  }
}

let next = 1;
let hub = await connect();
while (next <= Number(events)) {
  const last = Math.min(Number(events), next + Number(batchSize) - 1);
  const batch = [];
  for (let seq = next; seq <= last; seq++) batch.push(happened(seq));
  try {
    const { acked } = await hub.invoke('Report', batch);
    writeSync(acks, `${acked.epoch} ${acked.seq}\n`);
    fsyncSync(acks);
    next = acked.seq + 1;
    say(`acked ${acked.seq}`);
  } catch (error) {
    // A refusal is no cut line, and would be the same again.
    if (hub.state === HubConnectionState.Connected) throw error;
    say(`cut ${next} ${last}`);
    hub = await connect();
  }
}

closeSync(acks);
await hub.stop();
