import type { Plan } from '../../../../terraform/plan/plan.ts';
import type { PolicyBook } from '../policy-book.ts';
import type { Whereabouts } from '../where.ts';
import type { Holders } from './holders.ts';
import type { Shelf } from './managed.ts';

/** What the readers of IAM's resources share. */
export interface IamReading {
  plan: Plan;
  where: Whereabouts;
  book: PolicyBook;
  shelf: Shelf;
  holders: Holders;
}
