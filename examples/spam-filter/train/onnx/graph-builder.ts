import type { Attribute, Graph, Node, Tensor, ValueInfo } from './onnx-writer.ts';

/** Collects nodes and constants, and names what flows between them. */
export class GraphBuilder {
  readonly #nodes: Node[] = [];
  readonly #constants: Tensor[] = [];
  #names = 0;

  #name(): string {
    this.#names += 1;
    return `v${this.#names}`;
  }

  strings(values: string[], shape: number[] = [values.length]): string {
    return this.#constant({ name: this.#name(), type: 'string', shape, values });
  }

  floats(values: ArrayLike<number>, shape: number[] = [values.length]): string {
    return this.#constant({ name: this.#name(), type: 'float', shape, values });
  }

  integers(values: number[], shape: number[] = [values.length]): string {
    return this.#constant({ name: this.#name(), type: 'int64', shape, values });
  }

  #constant(tensor: Tensor): string {
    this.#constants.push(tensor);
    return tensor.name;
  }

  /** Adds a node and returns the name of its first output; `outputs` counts those that its operator has. */
  node(operator: string, inputs: string[], attributes: Record<string, Attribute> = {}, outputs = 1): string {
    const names = Array.from({ length: outputs }, () => this.#name());
    this.#nodes.push({ operator, inputs, outputs: names, attributes });
    return names[0] ?? '';
  }

  /** Gives a value the name of an output of the model. */
  output(value: string, name: string): void {
    this.#nodes.push({ operator: 'Identity', inputs: [value], outputs: [name] });
  }

  build(name: string, inputs: ValueInfo[], outputs: ValueInfo[]): Graph {
    return { name, nodes: this.#nodes, constants: this.#constants, inputs, outputs };
  }
}
