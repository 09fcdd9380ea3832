// Policies that AWS manages and configurations often look up by name, with the paths of their ARNs.
// https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html

const plain = `
  AdministratorAccess PowerUserAccess ReadOnlyAccess SecurityAudit IAMFullAccess IAMReadOnlyAccess
  AmazonS3FullAccess AmazonS3ReadOnlyAccess AmazonEC2FullAccess AmazonEC2ReadOnlyAccess
  AmazonEC2ContainerRegistryFullAccess AmazonEC2ContainerRegistryPowerUser AmazonEC2ContainerRegistryReadOnly
  AmazonECS_FullAccess AmazonEKSClusterPolicy AmazonEKSServicePolicy AmazonEKSVPCResourceController
  AmazonEKSWorkerNodePolicy AmazonEKS_CNI_Policy AmazonSSMManagedInstanceCore AmazonSSMFullAccess
  AmazonSSMReadOnlyAccess AmazonSageMakerFullAccess AmazonSageMakerReadOnly AmazonDynamoDBFullAccess
  AmazonDynamoDBReadOnlyAccess AmazonRDSFullAccess AmazonRDSReadOnlyAccess AmazonSQSFullAccess AmazonSNSFullAccess
  AmazonVPCFullAccess AmazonVPCReadOnlyAccess AmazonRoute53FullAccess AmazonAthenaFullAccess AmazonBedrockFullAccess
  AWSLambda_FullAccess AWSLambda_ReadOnlyAccess AWSXRayDaemonWriteAccess AWSXrayWriteOnlyAccess
  AWSCodeBuildAdminAccess AWSCloudTrail_FullAccess AWSKeyManagementServicePowerUser CloudWatchAgentServerPolicy
  CloudWatchFullAccess CloudWatchLogsFullAccess CloudWatchLogsReadOnlyAccess CloudWatchReadOnlyAccess
  SecretsManagerReadWrite AWSStepFunctionsFullAccess AWSGlueConsoleFullAccess AWSCertificateManagerFullAccess
  AWSCodeCommitFullAccess AWSCodePipeline_FullAccess AWSElasticBeanstalkWebTier AWSOrganizationsFullAccess
  AWSSupportAccess AmazonCognitoPowerUser AmazonEKSFargatePodExecutionRolePolicy AmazonElastiCacheFullAccess
  AmazonElasticFileSystemFullAccess AmazonGuardDutyFullAccess AmazonKinesisFirehoseFullAccess
  AmazonKinesisFullAccess AmazonMSKFullAccess AmazonOpenSearchServiceFullAccess AmazonRedshiftFullAccess
  AmazonRoute53ReadOnlyAccess AmazonSESFullAccess AmazonSSMPatchAssociation AmazonSageMakerCanvasFullAccess
  AmazonSageMakerFeatureStoreAccess AmazonSageMakerModelRegistryFullAccess AmazonSageMakerPipelinesIntegrations
  CloudFrontFullAccess CloudWatchAgentAdminPolicy
`;

const byPath: Record<string, string> = {
  '/': plain,
  '/job-function/': `
    Billing DatabaseAdministrator DataScientist NetworkAdministrator SupportUser SystemAdministrator ViewOnlyAccess`,
  '/service-role/': `
    AWSAppSyncPushToCloudWatchLogs AWSBackupServiceRolePolicyForRestores AWSBatchServiceRole AWSCodeDeployRole
    AWSLambdaMSKExecutionRole AmazonAPIGatewayPushToCloudWatchLogs AmazonDMSCloudWatchLogsRole
    AmazonDMSVPCManagementRole AmazonEC2ContainerServiceAutoscaleRole AmazonEC2ContainerServiceEventsRole
    AmazonEC2ContainerServiceRole AmazonEC2RoleforSSM AmazonEC2SpotFleetTaggingRole
    AmazonECSInfrastructureRolePolicyForVolumes AmazonElasticMapReduceRole AmazonElasticMapReduceforEC2Role
    AmazonSNSRole AmazonSSMAutomationRole AmazonSSMMaintenanceWindowRole AmazonEBSCSIDriverPolicy AmazonECSTaskExecutionRolePolicy AmazonEC2ContainerServiceforEC2Role
    AmazonEMRServicePolicy_v2 AmazonRDSEnhancedMonitoringRole AWSBackupServiceRolePolicyForBackup
    AWSConfigRulesExecutionRole AWSGlueServiceRole AWSLambdaBasicExecutionRole AWSLambdaDynamoDBExecutionRole
    AWSLambdaKinesisExecutionRole AWSLambdaSQSQueueExecutionRole AWSLambdaVPCAccessExecutionRole AWSLambdaRole
    AWS_ConfigRole`,
};

const paths = new Map(
  Object.entries(byPath).flatMap(([path, names]) =>
    names
      .trim()
      .split(/\s+/)
      .map((name): [string, string] => [name, path]),
  ),
);

/** `/job-function/`; undefined for a name that is not in the list. */
export function managedPolicyPath(name: string): string | undefined {
  return paths.get(name);
}
