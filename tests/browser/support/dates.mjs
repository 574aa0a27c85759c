// The dates that the promises must propose, computed without the server's rules. Days are texts as
// in ISO 8601.

const MONDAY = 1;
const FRIDAY = 5;

const date = (day) => new Date(`${day}T12:00:00Z`);
const iso = (moment) => moment.toISOString().slice(0, 10);

/** A day, so many days later. */
export function daysAfter(day, days) {
  const moment = date(day);
  moment.setUTCDate(moment.getUTCDate() + days);
  return iso(moment);
}

function next(weekday, day) {
  let candidate = daysAfter(day, 1);
  while (date(candidate).getUTCDay() !== weekday) candidate = daysAfter(candidate, 1);
  return candidate;
}

/** The last 1:1 of this month that is still to come, for a 1:1 on the weekday of `day`; when there
 * is none left, that of the next month. */
function lastOfMonth(day) {
  const month = (one) => one.slice(0, 7);
  let candidate = daysAfter(day, 7);
  while (month(daysAfter(candidate, 7)) === month(candidate)) candidate = daysAfter(candidate, 7);
  return candidate;
}

/** What the three promises propose in a session on `day`. */
export function proposedDates(day) {
  return {
    'pre-read-template': next(FRIDAY, day),
    'deal-review-meeting': next(MONDAY, day),
    'career-conversation': lastOfMonth(day),
  };
}

/** As people read it: "Friday 27 November 2026". */
export function dayText(day) {
  const part = (options) => date(day).toLocaleDateString('en-GB', { ...options, timeZone: 'UTC' });
  const weekday = part({ weekday: 'long' });
  return `${weekday} ${part({ day: 'numeric', month: 'long', year: 'numeric' })}`;
}

/** The day and the time of day in a time zone, at a moment in milliseconds. */
export function dayIn(timeZone, moment) {
  return new Date(moment).toLocaleDateString('sv-SE', { timeZone });
}

export function timeOfDayIn(timeZone, moment) {
  const options = { timeZone, hour: '2-digit', minute: '2-digit' };
  return new Date(moment).toLocaleTimeString('sv-SE', options);
}
