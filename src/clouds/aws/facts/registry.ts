import { join } from 'node:path';
import { loadFolder } from '../../../base/load-folder.ts';
import type { ServiceFacts } from './service.ts';

/** What is known of each service: every file of `services/`. */
export const services: readonly ServiceFacts[] = await loadFolder(
  join(import.meta.dirname, 'services'),
  'service',
);
