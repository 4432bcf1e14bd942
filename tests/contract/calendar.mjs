// Subscribes to a calendar feed as a calendar program does, with a parser that shares no code with the portal:
// node calendar.mjs <address of the feed> <zone of the reader>. Prints one line of JSON an event, then what the calendar says of itself.
import ICAL from 'ical.js';

const [address, zone] = process.argv.slice(2);
const answer = await fetch(address, { headers: { accept: 'text/calendar' } });
if (answer.status !== 200) {
  console.error(`the feed answers ${answer.status}`);
  process.exit(1);
}

const text = await answer.text();
for (const line of text.split('\r\n')) {
  if (Buffer.byteLength(line) > 75 || /[\r\n]/.test(line)) {
    console.error(`not a line of RFC 5545: ${line}`);
    process.exitCode = 1;
  }
}

const clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
const calendar = new ICAL.Component(ICAL.parse(text));
for (const component of calendar.getAllSubcomponents('vevent')) {
  const event = new ICAL.Event(component);
  const [start, end] = [event.startDate.toJSDate(), event.endDate.toJSDate()];
  console.log(JSON.stringify({
    uid: event.uid,
    start: start.toISOString(),
    end: end.toISOString(),
    local: `${clock.format(start)} to ${clock.format(end)}`,
    summary: event.summary,
    url: component.getFirstPropertyValue('url'),
  }));
}

console.log(JSON.stringify({
  version: calendar.getFirstPropertyValue('version'),
  product: calendar.getFirstPropertyValue('prodid'),
  refresh: calendar.getFirstPropertyValue('refresh-interval').toString(),
}));
