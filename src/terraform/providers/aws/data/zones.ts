import type { ObjectValue } from '../../../protocol/value.ts';
import { fill } from '../../fill.ts';
import { type Computing, type DataSource, DataSourceError } from '../../knowledge.ts';
import { textOf, textsOf } from '../../values.ts';
import { regionOf } from '../resources/arn.ts';
import { zoneIdPrefix } from '../zone-id.ts';
import { filterValues } from './lookup.ts';

interface Zone {
  name: string;
  id: string;
}

/** Three zones, as most regions have for most accounts. */
function zonesOf(region: string): Zone[] {
  return ['a', 'b', 'c'].map((letter, at) => ({
    name: region + letter,
    id: `${zoneIdPrefix(region)}-az${at + 1}`,
  }));
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeAvailabilityZones.html */
function filterFields(zone: Zone, region: string): Record<string, string> {
  return {
    'group-name': region,
    'opt-in-status': 'opt-in-not-required',
    'region-name': region,
    state: 'available',
    'zone-id': zone.id,
    'zone-name': zone.name,
    'zone-type': 'availability-zone',
  };
}

function matching(config: ObjectValue, of: Computing): Zone[] {
  const region = regionOf(of);
  const state = textOf(config.state) ?? 'available';
  if (state !== 'available') return [];
  const excludedNames = textsOf(config.exclude_names);
  const excludedIds = textsOf(config.exclude_zone_ids);
  return zonesOf(region).filter((zone) => {
    const filtered = Object.entries(filterFields(zone, region)).every(
      ([name, value]) => filterValues(config, name)?.includes(value) ?? true,
    );
    return filtered && !excludedNames.includes(zone.name) && !excludedIds.includes(zone.id);
  });
}

const assumption = 'The region is taken to have three availability zones: a, b and c.';

const zones: DataSource = {
  assumption,
  read(config, _context, of) {
    const found = matching(config, of);
    return fill(config, of, {
      region: regionOf,
      id: regionOf,
      group_names: found.length === 0 ? [] : [regionOf(of)],
      names: found.map(({ name }) => name),
      zone_ids: found.map(({ id }) => id),
    });
  },
};

const zone: DataSource = {
  assumption,
  read(config, _context, of) {
    const name = textOf(config.name);
    const id = textOf(config.zone_id);
    const found = matching(config, of).filter(
      (one) => (!name || one.name === name) && (!id || one.id === id),
    );
    if (found.length !== 1 && !name && !id)
      throw new DataSourceError(`${found.length} availability zones match: give the name of one`);
    const region = regionOf(of);
    // A zone that is not among the three, such as a local zone, is taken as it is named.
    const one = found[0] ?? { name: name ?? `${region}a`, id: id ?? `${zoneIdPrefix(region)}-az1` };
    return fill(config, of, {
      region,
      id: one.name,
      name: one.name,
      zone_id: one.id,
      name_suffix: one.name.startsWith(region) ? one.name.slice(region.length).replace(/^-/, '') : one.name,
      group_name: region,
      network_border_group: region,
      opt_in_status: 'opt-in-not-required',
      state: 'available',
      zone_type: 'availability-zone',
      parent_zone_id: '',
      parent_zone_name: '',
    });
  },
};

export const zoneData: Record<string, DataSource> = {
  aws_availability_zone: zone,
  aws_availability_zones: zones,
};
