import type { Attributes, Resource } from '../../../../terraform/plan/plan.ts';
import { textAt } from '../../facts/values.ts';
import type { Links } from '../links.ts';
import type { Managed } from '../types.ts';
import { attachment, blockAt, groupsAt, no, subnetsAt, told, type UnitForm, unit } from './attach.ts';

const jobs = ['data_quality', 'model_quality', 'model_bias', 'model_explainability'];

/** SageMaker: notebooks, domains, models, monitoring jobs. */
export const machineLearningForms: readonly UnitForm[] = [
  { type: 'aws_sagemaker_notebook_instance', read: readNotebook },
  { type: 'aws_sagemaker_domain', read: readDomain },
  { type: 'aws_sagemaker_model', read: readModel },
  { type: 'aws_sagemaker_endpoint', read: readEndpoint },
  ...jobs.map((name) => ({ type: `aws_sagemaker_${name}_job_definition`, read: readJob })),
];

const noAddress = no('SageMaker gives its interfaces no public address');

/** https://docs.aws.amazon.com/sagemaker/latest/dg/appendix-notebook-and-internet-access.html */
function readNotebook(resource: Resource, links: Links) {
  const access = resource.attribute('direct_internet_access');
  const subnets = subnetsAt(links, resource, 'subnet_id');
  const direct: Managed[] =
    access.known && access.value === 'Disabled'
      ? []
      : [
          access.known
            ? { answer: 'allowed', because: 'direct_internet_access is Enabled' }
            : { answer: 'cannot-tell', because: `direct_internet_access is not known: ${access.because}` },
        ];
  return unit(resource, 'compute', 'SageMaker notebook', {
    attachments:
      subnets === 'default'
        ? []
        : [attachment(subnets, groupsAt(links, resource, 'security_groups'), noAddress)],
    managedOut: direct,
    isOnServiceNetwork: direct.length > 0,
    managedIn: [
      {
        answer: 'conditional',
        because: 'its page opens for those whom IAM lets make a presigned URL',
        ports: ['tcp/443'],
        callers: 'authenticated',
      },
    ],
  });
}

/** https://docs.aws.amazon.com/sagemaker/latest/dg/studio-notebooks-and-internet-access.html */
function readDomain(resource: Resource, links: Links) {
  const access = resource.attribute('app_network_access_type');
  const isClosed = access.known && access.value === 'VpcOnly';
  const settings = blockAt(resource, 'default_user_settings').block;
  const groups = settings ? groupsAt(links, settings, 'security_groups') : 'default';
  const out: Managed = access.known
    ? { answer: 'allowed', because: 'app_network_access_type is PublicInternetOnly' }
    : { answer: 'cannot-tell', because: `app_network_access_type is not known: ${access.because}` };
  return unit(resource, 'compute', 'SageMaker domain', {
    attachments: isClosed ? [attachment(subnetsAt(links, resource, 'subnet_ids'), groups, noAddress)] : [],
    managedOut: isClosed ? [] : [out],
    isOnServiceNetwork: !isClosed,
    managedIn: [
      {
        answer: 'conditional',
        because: `Studio opens for those whom ${textAt(resource, 'auth_mode') ?? 'IAM'} lets in`,
        ports: ['tcp/443'],
        callers: 'authenticated',
      },
    ],
  });
}

/** https://docs.aws.amazon.com/sagemaker/latest/dg/mkt-algo-model-internet-free.html */
function readModel(resource: Resource, links: Links) {
  return isolated(resource, resource, resource, links, 'SageMaker model');
}

/** Its name is public, and every request needs a signature that IAM lets through. */
function readEndpoint(resource: Resource, links: Links) {
  const configurations = links.follow(resource, 'endpoint_config_name', [
    'aws_sagemaker_endpoint_configuration',
  ]).resources;
  const to = configurations.flatMap((configuration) =>
    ['production_variants', 'shadow_production_variants'].flatMap((path) => {
      const variants = configuration.elements(path);
      if (!variants.known) return links.follow(configuration, path, ['aws_sagemaker_model']).resources;
      return variants.value.flatMap(
        (variant) => links.follow(variant, 'model_name', ['aws_sagemaker_model']).resources,
      );
    }),
  );
  const way: Managed = {
    answer: 'conditional',
    because: 'its API answers those whom IAM lets call sagemaker:InvokeEndpoint',
    ports: ['tcp/443'],
    callers: 'authenticated',
    to,
  };
  return unit(resource, 'front-door', 'SageMaker endpoint', { managedIn: [way] });
}

function readJob(resource: Resource, links: Links) {
  const { block } = blockAt(resource, 'network_config');
  return isolated(resource, block, block, links, 'SageMaker monitoring job');
}

function isolated(
  resource: Resource,
  isolation: Attributes | undefined,
  holder: Attributes | undefined,
  links: Links,
  what: string,
) {
  const { block, doubt } = holder ? blockAt(holder, 'vpc_config') : {};
  const closed = isolation
    ? told(isolation, 'enable_network_isolation')
    : no('enable_network_isolation is not set');
  return unit(resource, 'compute', what, {
    attachments: block
      ? [
          attachment(
            subnetsAt(links, block, 'subnets'),
            groupsAt(links, block, 'security_group_ids'),
            noAddress,
          ),
        ]
      : [],
    managedOut: block
      ? []
      : [
          {
            answer: closed.is === undefined || doubt !== undefined ? 'cannot-tell' : 'allowed',
            because: doubt ?? 'it has no vpc_config: it goes out by the network of SageMaker',
          },
        ],
    ...(closed.is === true && { closedOut: 'enable_network_isolation is true' }),
    isOnServiceNetwork: !block,
  });
}
