// For the library's types, which are made without those of the bundler: a file that is imported as its text.
declare module '*?raw' {
  const text: string;
  export default text; // eslint-disable-line no-restricted-syntax
}
