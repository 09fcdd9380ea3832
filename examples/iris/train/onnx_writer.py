"""Writes ONNX models: the few messages of onnx.proto that a small graph of standard operators needs.

Field numbers are those of https://github.com/onnx/onnx/blob/main/onnx/onnx.proto; the wire format is described at
https://protobuf.dev/programming-guides/encoding/. Version 9 of the format goes with operator set 20.
"""

import struct

FLOAT, INT64 = 1, 7


def _varint(value):
    value &= (1 << 64) - 1
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def _field(number, value):
    """An int, a text, bytes or a message (a list of fields) as one field."""
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    if isinstance(value, list):
        value = b"".join(value)
    data = value.encode() if isinstance(value, str) else value
    return _varint(number << 3 | 2) + _varint(len(data)) + data


def integer(name, value):
    """An attribute of a node."""
    return [_field(1, name), _field(3, value), _field(20, 2)]


def node(operator, inputs, outputs, *attributes):
    ends = [_field(1, name) for name in inputs] + [_field(2, name) for name in outputs]
    return ends + [_field(4, operator)] + [_field(5, attribute) for attribute in attributes]


def tensor(name, kind, shape, values):
    raw = struct.pack(f"<{len(values)}{'f' if kind == FLOAT else 'q'}", *values)
    return [_field(1, size) for size in shape] + [_field(2, kind), _field(8, name), _field(9, raw)]


def batch(name, kind):
    """An input or output with one value per row."""
    shape = [_field(1, [_field(2, "N")])]
    return [_field(1, name), _field(2, [_field(1, [_field(1, kind), _field(2, shape)])])]


def model(producer, nodes, constants, inputs, outputs):
    graph = [_field(1, part) for part in nodes] + [_field(2, producer)]
    graph += [_field(5, part) for part in constants]
    graph += [_field(11, part) for part in inputs] + [_field(12, part) for part in outputs]
    opset = [_field(1, ""), _field(2, 20)]
    return b"".join([_field(1, 9), _field(2, producer), _field(7, graph), _field(8, opset)])
