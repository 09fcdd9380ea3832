import { decisionCommand } from '../../decision-command.ts';

export const command = decisionCommand('approve');
