import type { Need, PassWay } from './types.ts';

/** The public list that the ids are from: permission facts, https://github.com/DataDog/pathfinding.cloud */
const list = 'https://pathfinding.cloud/paths/';
const authorization = 'https://docs.aws.amazon.com/service-authorization/latest/reference/';

function made(...actions: string[]): Need[] {
  return actions.map((action) => ({ action, on: 'new' }));
}

function known(id: string, services: string[], ...actions: string[]): PassWay {
  return { id, source: `${list}${id}`, services, needs: made(...actions) };
}

/** Ways that the list does not have. */
function own(id: string, page: string, service: string, ...actions: string[]): PassWay {
  return { id, source: `${authorization}${page}.html`, services: [service], needs: made(...actions) };
}

const agentCore = 'bedrock-agentcore.amazonaws.com';
const appRunner = ['tasks.apprunner.amazonaws.com', 'build.apprunner.amazonaws.com'];
const build = ['codebuild.amazonaws.com'];
const formation = ['cloudformation.amazonaws.com'];
const ec2 = ['ec2.amazonaws.com'];
const tasks = ['ecs-tasks.amazonaws.com'];
const glue = ['glue.amazonaws.com'];
const lambda = ['lambda.amazonaws.com'];
const sageMaker = 'sagemaker.amazonaws.com';
const sageMakerPage = 'list_amazonsagemaker';

/** iam:PassRole is needed by each, so it is not written here. */
export const passWays: PassWay[] = [
  known('apprunner-001', appRunner, 'apprunner:CreateService'),
  known(
    'bedrock-001',
    [agentCore],
    'bedrock-agentcore:CreateCodeInterpreter',
    'bedrock-agentcore:StartCodeInterpreterSession',
    'bedrock-agentcore:InvokeCodeInterpreter',
  ),
  known('cloudformation-001', formation, 'cloudformation:CreateStack'),
  known(
    'cloudformation-003',
    formation,
    'cloudformation:CreateStackSet',
    'cloudformation:CreateStackInstances',
  ),
  known('cloudformation-004', formation, 'cloudformation:UpdateStackSet'),
  known('codebuild-001', build, 'codebuild:CreateProject', 'codebuild:StartBuild'),
  known('codebuild-004', build, 'codebuild:CreateProject', 'codebuild:StartBuildBatch'),
  known(
    'datapipeline-001',
    ['datapipeline.amazonaws.com', ...ec2],
    'datapipeline:CreatePipeline',
    'datapipeline:PutPipelineDefinition',
    'datapipeline:ActivatePipeline',
  ),
  known('ec2-001', ec2, 'ec2:RunInstances'),
  known('ec2-003', ['ec2.amazonaws.com', 'spotfleet.amazonaws.com'], 'ec2:RequestSpotInstances'),
  known('ecs-001', tasks, 'ecs:CreateCluster', 'ecs:RegisterTaskDefinition', 'ecs:CreateService'),
  known('ecs-002', tasks, 'ecs:CreateCluster', 'ecs:RegisterTaskDefinition', 'ecs:RunTask'),
  known('ecs-003', tasks, 'ecs:RegisterTaskDefinition', 'ecs:CreateService'),
  known('ecs-004', tasks, 'ecs:RegisterTaskDefinition', 'ecs:RunTask'),
  known('ecs-005', tasks, 'ecs:RegisterTaskDefinition', 'ecs:StartTask'),
  known('glue-001', glue, 'glue:CreateDevEndpoint'),
  known('glue-003', glue, 'glue:CreateJob', 'glue:StartJobRun'),
  known('glue-004', glue, 'glue:CreateJob', 'glue:CreateTrigger'),
  known('glue-005', glue, 'glue:UpdateJob', 'glue:StartJobRun'),
  known('glue-006', glue, 'glue:UpdateJob', 'glue:CreateTrigger'),
  known('lambda-001', lambda, 'lambda:CreateFunction', 'lambda:InvokeFunction'),
  known('lambda-002', lambda, 'lambda:CreateFunction', 'lambda:CreateEventSourceMapping'),
  known('lambda-006', lambda, 'lambda:CreateFunction', 'lambda:AddPermission'),
  known('sagemaker-001', [sageMaker], 'sagemaker:CreateNotebookInstance'),
  known('sagemaker-002', [sageMaker], 'sagemaker:CreateTrainingJob'),
  known('sagemaker-003', [sageMaker], 'sagemaker:CreateProcessingJob'),
  // The action data does not mark that these need iam:PassRole; the API reference of each asks for a role that runs
  // the caller's container: https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html
  ...(
    [
      ['sagemaker-tuning', 'CreateHyperParameterTuningJob'],
      ['sagemaker-automl', 'CreateAutoMLJob'],
      ['sagemaker-automl-v2', 'CreateAutoMLJobV2'],
      ['sagemaker-endpoint', 'CreateModel', 'CreateEndpointConfig', 'CreateEndpoint'],
      ['sagemaker-transform', 'CreateModel', 'CreateTransformJob'],
      ['sagemaker-pipeline', 'CreatePipeline', 'StartPipelineExecution'],
      ['sagemaker-domain', 'CreateDomain', 'CreateUserProfile', 'CreatePresignedDomainUrl'],
      ['sagemaker-user-profile', 'CreateUserProfile', 'CreatePresignedDomainUrl'],
      ['sagemaker-profile-update', 'UpdateUserProfile', 'CreatePresignedDomainUrl'],
      ['sagemaker-monitoring', 'CreateMonitoringSchedule'],
      ['sagemaker-cluster', 'CreateCluster'],
      ['sagemaker-data-quality', 'CreateDataQualityJobDefinition', 'CreateMonitoringSchedule'],
      ['sagemaker-notebook-update', 'UpdateNotebookInstance', 'CreatePresignedNotebookInstanceUrl'],
    ] as const
  ).map(([id, ...names]) => own(id, sageMakerPage, sageMaker, ...names.map((name) => `sagemaker:${name}`))),
  own(
    'states-execution',
    'list_awsstepfunctions',
    'states.amazonaws.com',
    'states:CreateStateMachine',
    'states:StartExecution',
  ),
  own('ssm-automation', 'list_awssystemsmanager', 'ssm.amazonaws.com', 'ssm:StartAutomationExecution'),
  own(
    'scheduler-schedule',
    'list_amazoneventbridgescheduler',
    'scheduler.amazonaws.com',
    'scheduler:CreateSchedule',
  ),
];
