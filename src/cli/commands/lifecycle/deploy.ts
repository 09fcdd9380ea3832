import { releaseCommand } from '../../release-command.ts';

export const command = releaseCommand('deploy');
