import { Evidence } from '../../shared/evidence.ts';
import type { Lift } from './aggregate.ts';

/** Version 1 did not tell which service answered: it is the one that was asked. */
export const answered: Lift = (data) => ({ service: Evidence.safeParse(data['evidence']).data?.endpoint, ...data });
