import { derived } from '../../fill.ts';
import { type Compute, type DataSource, DataSourceError } from '../../knowledge.ts';
import { regionOf, same, text } from '../resources/arn.ts';
import { registries } from './prebuilt-registries.ts';

type Group = keyof typeof registries;

/** https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/sagemaker/prebuilt_ecr_image_data_source.go */
const repositories: Record<Group, string> = {
  blazingText: 'blazingtext image-classification object-detection semantic-segmentation seq2seq',
  clarify: 'sagemaker-clarify-processing',
  dataWrangler: 'sagemaker-data-wrangler-container',
  deepAr: 'forecasting-deepar',
  deepLearning: `
    autogluon-training autogluon-inference djl-inference huggingface-tensorflow-training
    huggingface-pytorch-training huggingface-pytorch-training-neuronx huggingface-pytorch-trcomp-training
    huggingface-tensorflow-trcomp-training huggingface-tensorflow-inference huggingface-pytorch-inference
    huggingface-pytorch-inference-neuron huggingface-pytorch-inference-neuronx huggingface-pytorch-tgi-inference
    mxnet-training mxnet-inference mxnet-inference-eia pytorch-training pytorch-training-neuronx
    pytorch-trcomp-training pytorch-inference pytorch-inference-eia pytorch-inference-graviton
    pytorch-inference-neuronx stabilityai-pytorch-inference tensorflow-training tensorflow-inference
    tensorflow-inference-eia tensorflow-inference-graviton sagemaker-tritonserver`,
  factorizationMachines: `
    factorization-machines ipinsights kmeans knn linear-learner ntm object2vec pca randomcutforest`,
  frameworks: `
    sagemaker-chainer sagemaker-mxnet sagemaker-mxnet-serving sagemaker-mxnet-eia sagemaker-mxnet-serving-eia
    sagemaker-pytorch sagemaker-tensorflow sagemaker-tensorflow-eia sagemaker-tensorflow-scriptmode
    sagemaker-rl-tensorflow sagemaker-tensorflow-serving sagemaker-tensorflow-serving-eia`,
  lda: 'lda',
  modelMonitor: 'sagemaker-model-monitor-analyzer',
  spark: 'sagemaker-spark-processing',
  xgBoost: 'sagemaker-xgboost sagemaker-scikit-learn sagemaker-sparkml-serving tei tei-cpu',
};

const groups = new Map(
  (Object.keys(repositories) as Group[]).flatMap((group) =>
    repositories[group]
      .trim()
      .split(/\s+/)
      .map((repository): [string, Group] => [repository, group]),
  ),
);

/** Undefined for a repository that is not in the table: the answer is then assumed. */
const registryId: Compute = (of) => {
  const repository = of.string('repository_name') ?? '';
  const group = groups.get(repository);
  if (group === undefined) return undefined;
  const account = registries[group].get(regionOf(of));
  if (account === undefined)
    throw new DataSourceError(
      `no registry ID available for region (${regionOf(of)}) and repository (${repository})`,
    );
  return account;
};

const registryPath: Compute = (of) => {
  const suffix = of.string('dns_suffix') ?? of.context.dnsSuffix;
  return text(`{registry_id}.dkr.ecr.{@region}.${suffix}/{repository_name}:{image_tag}`)(of);
};

export const prebuiltImages: Record<string, DataSource> = {
  aws_sagemaker_prebuilt_ecr_image: derived({
    registry_id: registryId,
    id: same('registry_id'),
    image_tag: '1',
    registry_path: registryPath,
    region: regionOf,
  }),
};
