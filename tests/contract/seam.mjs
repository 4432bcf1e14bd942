// The fake of Seam that Seam itself publishes, seeded, with its own methods at hand: one JSON array a line on standard input,
// ["updateDevice", { … }], is one call of its database; what it answers is one line on standard output. Its address is the first line.
import { createInterface } from 'node:readline';
import { createFake } from '@seamapi/fake-seam-connect';

const fake = await createFake();
await fake.seed();
await fake.startServer({});
console.log(fake.serverUrl);

for await (const line of createInterface({ input: process.stdin })) {
  const [method, ...given] = JSON.parse(line);
  console.log(JSON.stringify((await fake.database[method](...given)) ?? null));
}
process.exit(0);
