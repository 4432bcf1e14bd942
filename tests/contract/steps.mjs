// A device that is not ours, told step by step what to do: one JSON object a line at its input, one answer a line at its output.
//   node steps.mjs
// Steps: pair, live, report, report-twice, report-ahead, fill, code, beat-wrongly, token, dismissed. Commands of the portal are obeyed as
// they come, and a broken line is replaced by itself.
import { generateKeyPairSync, randomInt, randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { HttpTransportType, HubConnectionBuilder, HubConnectionState, LogLevel } from '@microsoft/signalr';
import { SignJWT } from 'jose';
import { checkNumber, eventBytes, pairingCode, signEvent } from './contract.mjs';

const now = () => new Date().toISOString();
const pause = ms => new Promise(resolve => setTimeout(resolve, ms));
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const { kty, crv, x, y } = publicKey.export({ format: 'jwk' });
const jwk = { kty, crv, x, y };
const obeyed = new Map();
let identity, hub, epoch, held;
let seq = 0;
let lock = 'locked';
let dismiss;
const dismissed = new Promise(resolve => { dismiss = resolve; });
let confirm;
const confirmed = new Promise(resolve => { confirm = resolve; });

// SignalR's JavaScript client asks for a token at each connect.
const token = () => new SignJWT({})
  .setProtectedHeader({ alg: 'ES256', kid: identity.deviceId })
  .setIssuer(identity.deviceId).setSubject(identity.deviceId).setAudience(identity.audience)
  .setIssuedAt().setExpirationTime('30 minutes').setJti(randomUUID())
  .sign(privateKey);

function make(kind, data = {}) {
  const event = { epoch, seq: ++seq, kind, at: now(), data: JSON.stringify(data) };
  return { ...event, signature: signEvent(privateKey, eventBytes(identity.deviceId, event)) };
}

const beat = door => hub.invoke('Heartbeat', { at: now(), lock, door, uptimeSeconds: Math.floor(process.uptime()) });

// A line that is gone, or about to be, is no refusal: the same is said again on the next one.
async function ask(method, message) {
  for (;;) {
    const line = await connected();
    try {
      return await line.invoke(method, message);
    } catch (error) {
      if (line.state === HubConnectionState.Connected && !error.message.includes('connection_ending')) throw error;
      await line.stop();
    }
  }
}

async function connected() {
  while (hub?.state !== HubConnectionState.Connected) {
    hub = new HubConnectionBuilder()
      .withUrl(identity.gatewayUrl.replace(/^ws/, 'http'), { accessTokenFactory: token, transport: HttpTransportType.WebSockets, skipNegotiation: true })
      .configureLogging(LogLevel.None)
      .build();
    hub.on('Paired', ({ epoch: given }) => { epoch = given; confirm(); });
    hub.on('Disconnecting', ({ reason }) => { if (reason === 'released' || reason === 'refused') dismiss(reason); });
    hub.on('Command', obey);
    hub.on('SyncGrants', () => {});
    const line = hub;
    line.onclose(() => { if (hub === line) connected().catch(() => {}); });
    try {
      await hub.start();
      await beat('closed');
    } catch {
      await pause(randomInt(100, 300));
    }
  }

  return hub;
}

async function obey({ commandId, name, expiresAt }) {
  if (!obeyed.has(commandId)) {
    const late = Date.parse(expiresAt) < Date.now();
    obeyed.set(commandId, { commandId, status: late ? 'expired' : 'done' });
    if (!late) {
      lock = name === 'unlock' ? 'unlocked' : 'locked';
      await ask('Report', [make(lock, { source: 'remote', commandId })]);
    }
  }

  await ask('CommandResult', obeyed.get(commandId));
}

const steps = {
  async pair({ portal, code: typed }) {
    const code = pairingCode(typed);
    const answer = await fetch(new URL('/api/devices/claim', portal), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        pairingCode: code, publicKey: jwk, profile: 'smart-lock', model: 'Contract steps', serial: randomUUID(), firmware: '1.0.0',
        capabilities: ['lock', 'door_contact', 'keypad'], heartbeatSeconds: 15,
      }),
    });
    identity = await answer.json();
    if (answer.status !== 201) throw new Error(`${identity.code}: ${identity.detail}`);
    return { deviceId: identity.deviceId, number: await checkNumber(code, jwk) };
  },
  async live() { await connected(); },
  async confirmed() { await confirmed; return { epoch }; },
  report: async ({ kind }) => (await ask('Report', [make(kind)])).acked,
  async 'report-twice'({ kind }) {
    const batch = [make(kind)];
    await ask('Report', batch);
    return (await ask('Report', batch)).acked;
  },
  async 'report-ahead'({ kind }) {
    held = make(kind);
    return (await ask('Report', [make(kind)])).acked;
  },
  fill: async () => (await ask('Report', [held])).acked,
  code: ({ code }) => ask('CheckCode', { code, attemptId: randomUUID().replaceAll('-', ''), at: now() }),
  async 'beat-wrongly'() {
    const refused = await beat('sideways').then(() => 'taken', error => error.message);
    if (!refused.includes('invalid_field: door')) throw new Error(`The wrong word was answered with: ${refused}`);
    await beat('closed');
  },
  token: async () => ({ token: await token() }),
  dismissed: async () => ({ reason: await dismissed }),
};

for await (const line of createInterface({ input: process.stdin })) {
  const { step, ...details } = JSON.parse(line);
  try {
    console.log(JSON.stringify(await steps[step](details) ?? {}));
  } catch (error) {
    console.log(JSON.stringify({ error: error.message }));
  }
}

process.exit(0);
