// A device that is not ours: pairs, signs in, waits for the owner's word, reports signed events, and ends once they are acknowledged.
//   node device.mjs http://localhost:5080 K7QX-4M2P
// Prints one JSON object a line: {"said":"check-number",…}, {"said":"signed-in"}, {"said":"paired",…}, {"said":"acknowledged",…}.
// Exit codes: 0 acknowledged, 1 something was refused or did not come within a minute, 2 wrong use.
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { HttpTransportType, HubConnectionBuilder, LogLevel } from '@microsoft/signalr';
import { SignJWT } from 'jose';
import { checkNumber, eventBytes, pairingCode, signEvent } from './contract.mjs';

const [portal, typed] = process.argv.slice(2);
const code = pairingCode(typed ?? '');
if (!portal || !code) {
  console.error('usage: node device.mjs PORTAL CODE, for example http://localhost:5080 K7QX-4M2P');
  process.exit(2);
}

const say = (said, more = {}) => console.log(JSON.stringify({ said, ...more }));
const now = () => new Date().toISOString();
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const { kty, crv, x, y } = publicKey.export({ format: 'jwk' });
const jwk = { kty, crv, x, y };

async function claim() {
  const answer = await fetch(new URL('/api/devices/claim', portal), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      pairingCode: code, publicKey: jwk, profile: 'smart-lock', model: 'Contract script', serial: randomUUID(), firmware: '1.0.0',
      capabilities: ['lock', 'door_contact'], heartbeatSeconds: 60,
    }),
  });
  const body = await answer.json();
  if (answer.status !== 201) throw new Error(`claim: ${answer.status} ${body.code}: ${body.detail}`);
  return body;
}

// SignalR's JavaScript client asks for a token at each connect.
const token = ({ deviceId, audience }) => new SignJWT({})
  .setProtectedHeader({ alg: 'ES256', kid: deviceId })
  .setIssuer(deviceId).setSubject(deviceId).setAudience(audience)
  .setIssuedAt().setExpirationTime('30 minutes').setJti(randomUUID())
  .sign(privateKey);

function event(deviceId, epoch, seq, kind, data) {
  const happened = { epoch, seq, kind, at: now(), data: JSON.stringify(data) };
  return { ...happened, signature: signEvent(privateKey, eventBytes(deviceId, happened)) };
}

async function live(identity) {
  const connection = new HubConnectionBuilder()
    .withUrl(identity.gatewayUrl.replace(/^ws/, 'http'), {
      accessTokenFactory: () => token(identity), transport: HttpTransportType.WebSockets, skipNegotiation: true,
    })
    .configureLogging(LogLevel.None)
    .build();
  const paired = new Promise((resolve, reject) => {
    connection.on('Paired', resolve);
    connection.on('Disconnecting', ({ reason }) => reject(new Error(`dismissed: ${reason}`)));
    connection.onclose(error => reject(error ?? new Error('The portal closed the connection.')));
  });
  paired.catch(() => {}); // Heard where it is awaited.
  for (const method of ['Command', 'SyncGrants']) connection.on(method, () => {});
  await connection.start();
  const beat = () => connection.invoke('Heartbeat', { at: now(), lock: 'locked', door: 'closed', uptimeSeconds: Math.floor(process.uptime()) });
  say('signed-in', { answer: await beat() });

  const { epoch } = await paired;
  say('paired', { epoch });
  const batch = [event(identity.deviceId, epoch, 1, 'locked', { source: 'auto' }), event(identity.deviceId, epoch, 2, 'door_closed', {})];
  const first = await connection.invoke('Report', batch);
  const again = await connection.invoke('Report', batch);
  for (const { acked } of [first, again]) {
    if (acked.epoch !== epoch || acked.seq !== 2) throw new Error(`acknowledged ${JSON.stringify(acked)} instead of ${epoch}, 2`);
  }

  say('acknowledged', first);
  await connection.stop();
}

const deadline = setTimeout(() => {
  console.error('Not within a minute.');
  process.exit(1);
}, 60_000);
try {
  const identity = await claim();
  say('check-number', { deviceId: identity.deviceId, number: await checkNumber(code, jwk) });
  await live(identity);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  clearTimeout(deadline);
}
