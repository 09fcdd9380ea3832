import type { Compute } from '../../knowledge.ts';

/**
 * A value for a parameter of Systems Manager: for the public ones of AWS an image's id, in the form they have it.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-public-parameters.html
 */
export const parameterValue: Compute = (of) => {
  const name = of.string('name') ?? '';
  const image = `ami-0${of.hex(16, 'image')}`;
  if (!name.startsWith('/aws/service/')) return 'assumed-value';
  if (/\/recommended$/.test(name)) return JSON.stringify({ image_id: image, image_name: 'assumed-image' });
  if (/\/(release_version|image_version)$/.test(name)) return '1.0.0';
  return /\/(ami-[^/]*|ami_id|image_id)(\/|$)|\/ami-/.test(name) ? image : 'assumed-value';
};
