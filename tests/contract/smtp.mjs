// A mail server of other people's making. It says where it listens, then every message that it took, read by code that shares nothing with
// the portal's. Addresses that begin with 'nobody' do not exist; those that begin with 'later' are asked to come again.
// usage: node smtp.mjs <port, 0 for any> [<certificate file> <key file> <user> <password>]
import { readFileSync } from "node:fs";
import { SMTPServer } from "smtp-server";

const [port, cert, key, user, password] = process.argv.slice(2);
const say = (what) => process.stdout.write(JSON.stringify(what) + "\n");

const quotedPrintable = (text) =>
  Buffer.from(text.replace(/=\r\n/g, "").replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16))), "latin1");

// RFC 2047: words that follow one another are joined without the blank between them.
const words = (value) =>
  value
    .replace(/(\?=)\s+(=\?)/g, "$1$2")
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, form, text) =>
      (form.toLowerCase() === "b" ? Buffer.from(text, "base64") : quotedPrintable(text.replace(/_/g, " "))).toString("latin1"));

function read(raw) {
  const text = raw.toString("latin1");
  const end = text.indexOf("\r\n\r\n");
  const headers = {};
  for (const line of text.slice(0, end).replace(/\r\n[ \t]+/g, " ").split("\r\n")) {
    const colon = line.indexOf(":");
    const name = line.slice(0, colon).toLowerCase();
    (headers[name] ??= []).push(Buffer.from(words(line.slice(colon + 1).trim()), "latin1").toString("utf8"));
  }
  const body = text.slice(end + 4);
  const encoding = headers["content-transfer-encoding"]?.[0]?.toLowerCase();
  const decoded = encoding === "base64" ? Buffer.from(body, "base64") : encoding === "quoted-printable" ? quotedPrintable(body) : Buffer.from(body, "latin1");
  return { headers, body: decoded.toString("utf8") };
}

const refuse = (code, why) => Object.assign(new Error(why), { responseCode: code });

const server = new SMTPServer({
  ...(cert ? { cert: readFileSync(cert), key: readFileSync(key) } : { hideSTARTTLS: true, authOptional: true }),
  disabledCommands: cert ? [] : ["AUTH"],
  onAuth(auth, _session, done) {
    const right = auth.username === user && auth.password === password;
    done(right ? null : refuse(535, "no"), right ? { user: auth.username } : undefined);
  },
  onRcptTo(address, _session, done) {
    if (address.address.startsWith("nobody")) return done(refuse(550, "no such address"));
    if (address.address.startsWith("later")) return done(refuse(451, "come again"));
    done();
  },
  onData(stream, session, done) {
    const parts = [];
    stream.on("data", (part) => parts.push(part));
    stream.on("end", () => {
      say({ said: "mail", to: session.envelope.rcptTo.map((to) => to.address), from: session.envelope.mailFrom.address, secure: session.secure, user: session.user ?? null, ...read(Buffer.concat(parts)) });
      done();
    });
  },
});
server.on("error", () => {}); // a client that does not trust the certificate hangs up
server.listen(Number(port), "127.0.0.1", () => say({ said: "listening", port: server.server.address().port }));
process.stdin.on("end", () => process.exit(0)).resume();
