import { type Format, hasBytes } from '../format.ts';

// The signature stands at 0 or at a power of two from 512. https://docs.hdfgroup.org/hdf5/develop/_f_m_t3.html
const places = [0, 512, 1024, 2048];

export const hdf5: Format = {
  name: 'hdf5',
  title: 'an HDF5 file, as Keras (.h5) writes it',
  recognise: ({ head }) =>
    places.some((place) => hasBytes(head, place, '\x89HDF\r\n\x1a\n')) ? 'certain' : undefined,
  advice: 'Export the model as ONNX: model.export("model.onnx", format="onnx") for Keras.',
};
