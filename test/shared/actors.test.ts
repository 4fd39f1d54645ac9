import { expect, it } from 'vitest';
import { APP, isAllowed, person, ROLES } from '../../shared/actors.ts';

it('who has a role may do what is for it and for those below, and nothing above', () => {
  const may = ROLES.map((role) => ROLES.filter((least) => isAllowed(role, least)));
  expect(may).toEqual([['anyone'], ['anyone', 'cashier'], ['anyone', 'cashier', 'manager']]);
});

it('the app acts under no name, and a person under the one they gave', () => {
  expect(APP).toEqual({ kind: 'app', id: null, name: '' });
  expect(person('سارا')).toEqual({ kind: 'person', id: null, name: 'سارا' });
});
