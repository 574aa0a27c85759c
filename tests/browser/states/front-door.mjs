// What somebody sees who has not come in.

export const frontDoor = [
  {
    state: 'home',
    bring: (stage) => stage.visit('/'),
    on: ['visitor'],
  },
  {
    state: 'a wrong code',
    bring: (stage) => stage.visit('/?code=ZZZ999'),
    on: ['visitor'],
  },
  {
    state: 'an address that leads nowhere',
    bring: (stage) => stage.visit('/nowhere'),
    on: ['visitor'],
  },
  {
    state: 'a page for the facilitator',
    bring: (stage) => stage.visit('/facilitate'),
    on: ['visitor'],
  },
  {
    state: 'a sign-in link that has been used',
    bring: (stage) => stage.visit(`/sign-in/${'0'.repeat(40)}`),
    on: ['visitor'],
  },
];
