import type { ImagePin, RefKind, Text, Uses } from '../types.ts';

const repositoryForm = /^([\w.-]+)\/([\w.-]+)((?:\/[^@\s]*)?)(?:@(\S+))?$/;

/**
 * What `uses` names: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsuses
 * @param comment what stands behind it on its line
 */
export function readUses(text: Text, comment?: string): Uses {
  const value = text.value.trim();
  if (value.startsWith('./') || value.startsWith('../')) return { text, kind: 'local', path: value };
  if (value.startsWith('docker://')) {
    const image = value.slice('docker://'.length);
    return { text, kind: 'docker', image, pin: pinOf(image) };
  }
  const [, owner, repository, path = '', ref = ''] = repositoryForm.exec(value) ?? [];
  if (!owner || !repository) return { text, kind: 'unreadable' };
  // GitHub takes `actions/checkout/./` for `actions/checkout`.
  const inner = path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
  const name = [owner, repository, ...(inner ? [inner] : [])].join('/').toLowerCase();
  return {
    text,
    kind: 'repository',
    owner,
    repository,
    path: inner,
    name,
    ref,
    refKind: refKindOf(ref),
    ...(comment && { comment }),
  };
}

function refKindOf(ref: string): RefKind {
  if (ref === '') return 'none';
  if (ref.includes('${{')) return 'expression';
  if (/^[0-9a-f]{40}$/i.test(ref)) return 'commit';
  if (/^[0-9a-f]{7,39}$/i.test(ref) && /\d/.test(ref)) return 'short-commit';
  return /^v?\d+(?:\.\d+)*(?:[-+.]\S*)?$/i.test(ref) ? 'tag' : 'branch-or-tag';
}

/** How firmly an image is named: https://docs.docker.com/reference/cli/docker/image/pull/#pull-an-image-by-digest-immutable-identifier */
export function pinOf(image: string): ImagePin {
  if (/@sha256:[0-9a-f]{64}$/i.test(image)) return 'digest';
  if (image.includes('${{')) return 'expression';
  const last = image.slice(image.lastIndexOf('/') + 1);
  const tag = last.includes(':') ? last.slice(last.indexOf(':') + 1) : 'latest';
  return tag === 'latest' ? 'latest' : 'tag';
}
