import { createPublicKey } from 'node:crypto';
import { fileIdentities, identityFolder } from '../../../adapters/embedded/identities.ts';
import { type CommandFile, exitCodes, writeJson } from '../../command.ts';

export const command: CommandFile = {
  summary: 'make a signing key for a person, outside of any platform folder',
  examples: ['holdfast identity create ada'],
  configure(command) {
    command.argument('<login>', 'the person, as holdfast.yaml names them');
  },
  async run(terminal, [person = ''], options) {
    const identities = fileIdentities(identityFolder(terminal.environment));
    const key = await identities.create(person);
    const publicKey = createPublicKey(key.publicKey)
      .export({ type: 'spki', format: 'der' })
      .toString('base64');
    if (options.format === 'json') writeJson(terminal, { person, publicKey, folder: identities.location });
    else {
      terminal.out(`made ${identities.location}/${person}.pem: keep it secret\n`);
      terminal.out(
        `to pin it, put this into holdfast.yaml:\n\npeople:\n  ${person}: { key: ${publicKey} }\n`,
      );
    }
    return exitCodes.holds;
  },
};
