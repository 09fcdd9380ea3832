/**
 * The messages of ONNX as data: field numbers, names and kinds of
 * https://github.com/onnx/onnx/blob/main/onnx/onnx.in.proto (IR version 13). A trailing `*` marks a repeated field.
 * A field that stands in no row is unknown, and a model with one is refused: something could hide in it.
 */
const rows = {
  ModelProto: [
    '1 ir_version int64',
    '8 opset_import OperatorSetIdProto*',
    '2 producer_name string',
    '3 producer_version string',
    '4 domain string',
    '5 model_version int64',
    '6 doc_string text',
    '7 graph GraphProto',
    '14 metadata_props StringStringEntryProto*',
    '20 training_info TrainingInfoProto*',
    '25 functions FunctionProto*',
    '26 configuration DeviceConfigurationProto*',
  ],
  GraphProto: [
    '1 node NodeProto*',
    '2 name string',
    '5 initializer TensorProto*',
    '15 sparse_initializer SparseTensorProto*',
    '10 doc_string text',
    '11 input ValueInfoProto*',
    '12 output ValueInfoProto*',
    '13 value_info ValueInfoProto*',
    '14 quantization_annotation TensorAnnotation*',
    '16 metadata_props StringStringEntryProto*',
  ],
  NodeProto: [
    '1 input string*',
    '2 output string*',
    '3 name string',
    '4 op_type string',
    '7 domain string',
    '8 overload string',
    '5 attribute AttributeProto*',
    '6 doc_string text',
    '9 metadata_props StringStringEntryProto*',
    '10 device_configurations NodeDeviceConfigurationProto*',
  ],
  AttributeProto: [
    '1 name string',
    '21 ref_attr_name string',
    '13 doc_string text',
    '20 type int32',
    '2 f float',
    '3 i int64',
    '4 s bytes',
    '5 t TensorProto',
    '6 g GraphProto',
    '22 sparse_tensor SparseTensorProto',
    '14 tp TypeProto',
    '7 floats float*',
    '8 ints int64*',
    '9 strings bytes*',
    '10 tensors TensorProto*',
    '11 graphs GraphProto*',
    '23 sparse_tensors SparseTensorProto*',
    '15 type_protos TypeProto*',
  ],
  TensorProto: [
    '1 dims int64*',
    '2 data_type int32',
    '3 segment Segment',
    '4 float_data float*',
    '5 int32_data int32*',
    '6 string_data bytes*',
    '7 int64_data int64*',
    '8 name string',
    '12 doc_string text',
    '9 raw_data bytes',
    '13 external_data StringStringEntryProto*',
    '14 data_location int32',
    '10 double_data double*',
    '11 uint64_data uint64*',
    '16 metadata_props StringStringEntryProto*',
  ],
  Segment: ['1 begin int64', '2 end int64'],
  SparseTensorProto: ['1 values TensorProto', '2 indices TensorProto', '3 dims int64*'],
  ValueInfoProto: [
    '1 name string',
    '2 type TypeProto',
    '3 doc_string text',
    '4 metadata_props StringStringEntryProto*',
  ],
  TypeProto: [
    '1 tensor_type TensorType',
    '4 sequence_type SequenceType',
    '5 map_type MapType',
    '9 optional_type OptionalType',
    '8 sparse_tensor_type TensorType',
    '6 denotation string',
  ],
  TensorType: ['1 elem_type int32', '2 shape TensorShapeProto'],
  SequenceType: ['1 elem_type TypeProto'],
  MapType: ['1 key_type int32', '2 value_type TypeProto'],
  OptionalType: ['1 elem_type TypeProto'],
  TensorShapeProto: ['1 dim Dimension*'],
  Dimension: ['1 dim_value int64', '2 dim_param string', '3 denotation string'],
  OperatorSetIdProto: ['1 domain string', '2 version int64'],
  StringStringEntryProto: ['1 key string', '2 value text'],
  TensorAnnotation: ['1 tensor_name string', '2 quant_parameter_tensor_names StringStringEntryProto*'],
  TrainingInfoProto: [
    '1 initialization GraphProto',
    '2 algorithm GraphProto',
    '3 initialization_binding StringStringEntryProto*',
    '4 update_binding StringStringEntryProto*',
  ],
  FunctionProto: [
    '1 name string',
    '4 input string*',
    '5 output string*',
    '6 attribute string*',
    '11 attribute_proto AttributeProto*',
    '7 node NodeProto*',
    '8 doc_string text',
    '9 opset_import OperatorSetIdProto*',
    '10 domain string',
    '13 overload string',
    '12 value_info ValueInfoProto*',
    '14 metadata_props StringStringEntryProto*',
  ],
  DeviceConfigurationProto: ['1 name string', '2 num_devices int32', '3 device string*'],
  NodeDeviceConfigurationProto: [
    '1 configuration_id string',
    '2 sharding_spec ShardingSpecProto*',
    '3 pipeline_stage int32',
  ],
  ShardingSpecProto: [
    '1 tensor_name string',
    '2 device int64*',
    '3 index_to_device_group_map IntIntListEntryProto*',
    '4 sharded_dim ShardedDimProto*',
  ],
  IntIntListEntryProto: ['1 key int64', '2 value int64*'],
  ShardedDimProto: ['1 axis int64', '2 simple_sharding SimpleShardedDimProto*'],
  SimpleShardedDimProto: ['1 dim_value int64', '2 dim_param string', '3 num_shards int64'],
} as const satisfies Record<string, readonly string[]>;

export type MessageName = keyof typeof rows;
const scalars = ['int32', 'int64', 'uint64', 'float', 'double'] as const;
const blobs = ['string', 'text', 'bytes'] as const;
export type Scalar = (typeof scalars)[number];
export type Blob = (typeof blobs)[number];

/** `string` and `text` are UTF-8, the one a name, the other prose; `bytes` may be anything. */
export type Field = { number: number; name: string; repeated: boolean } & (
  | { kind: 'scalar'; type: Scalar }
  | { kind: 'blob'; type: Blob }
  | { kind: 'message'; type: MessageName }
);

export type MessageSchema = ReadonlyMap<number, Field>;

function fieldOf(row: string): Field {
  const [number = '', name = '', written = ''] = row.split(' ');
  const base = { number: Number(number), name, repeated: written.endsWith('*') };
  const type = written.replace('*', '');
  const scalar = scalars.find((each) => each === type);
  if (scalar) return { ...base, kind: 'scalar', type: scalar };
  const blob = blobs.find((each) => each === type);
  if (blob) return { ...base, kind: 'blob', type: blob };
  if (!(type in rows)) throw new TypeError(`no such message: ${row}`);
  return { ...base, kind: 'message', type: type as MessageName };
}

const schemas = new Map<string, MessageSchema>(
  Object.entries(rows).map(([name, fields]) => [
    name,
    new Map(fields.map(fieldOf).map((field) => [field.number, field])),
  ]),
);

export function schemaOf(name: MessageName): MessageSchema {
  const schema = schemas.get(name);
  if (!schema) throw new TypeError(`no such message: ${name}`);
  return schema;
}
