// What a browser and a push service do with what the portal sends, by code that shares nothing with it.
// usage: node push.mjs decrypt   reads lines { body, key, auth } in base64url, says the text (RFC 8291, by npm http_ece)
//        node push.mjs verify    reads lines that are an Authorization header, says its claims (RFC 8292, by npm jose)
import { createECDH } from "node:crypto";
import { createInterface } from "node:readline";
import ece from "http_ece";
import { importJWK, jwtVerify } from "jose";

const say = (what) => process.stdout.write(JSON.stringify(what) + "\n");

const acts = {
  decrypt({ body, key, auth }) {
    const own = createECDH("prime256v1");
    own.setPrivateKey(Buffer.from(key, "base64url"));
    say(ece.decrypt(Buffer.from(body, "base64url"), { version: "aes128gcm", privateKey: own, authSecret: auth }).toString("utf8"));
  },
  async verify(header) {
    const [, token, point] = /^vapid t=([^,]+), k=(\S+)$/.exec(header);
    const bytes = Buffer.from(point, "base64url");
    const key = await importJWK({ kty: "EC", crv: "P-256", x: bytes.subarray(1, 33).toString("base64url"), y: bytes.subarray(33).toString("base64url") }, "ES256");
    const { payload } = await jwtVerify(token, key, { algorithms: ["ES256"], typ: "JWT" });
    say({ ...payload, secondsLeft: payload.exp - Date.now() / 1000 });
  },
};

const act = acts[process.argv[2]];
for await (const line of createInterface({ input: process.stdin })) await act(JSON.parse(line));
