/** One lint configuration: strict types everywhere, quiet rooms kept quiet. */
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** The whole of it takes seconds and a hundred megabytes; what src/google needs of it is loaded when an account is opened. */
const GOOGLE = {
  paths: [{ name: 'googleapis', message: 'Import googleapis/build/src/apis/….' }],
};
/** Nothing else speaks to Google, and nothing loads its libraries for their types. */
const FOREIGN = {
  patterns: [
    {
      regex: '^(?:googleapis(?:-common)?|google-auth-library|gaxios|@google-cloud/.+)(?:$|/)',
      allowTypeImports: true,
      message: 'Load it with import() when an account is opened.',
    },
  ],
};

const QUIET = ['model', 'check', 'aggregate', 'compose', 'sample'];

export default defineConfig(
  { ignores: ['node_modules/', 'data/', '*.cjs', 'docs/'] },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: ['eslint.config.js'] } },
    },
    rules: {
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      'func-style': ['error', 'declaration', { allowArrowFunctions: true }],
      'max-lines': ['error', 300],
      'max-lines-per-function': ['error', { max: 50, skipComments: true, skipBlankLines: true }],
      'max-depth': ['error', 3],
      'max-params': ['error', 4],
      complexity: ['error', 12],
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
      ],
    },
  },
  {
    files: QUIET.map((room) => `src/${room}/**/*.ts`),
    rules: {
      'no-restricted-globals': ['error', 'process', 'fetch', 'setTimeout', 'setInterval'],
    },
  },
  { rules: { '@typescript-eslint/no-restricted-imports': ['error', GOOGLE] } },
  {
    files: ['src/**'],
    ignores: ['src/google/accounts.ts', 'src/google/login-child.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', FOREIGN] },
  },
  {
    files: ['tests/**', 'bench/**', 'eslint.config.js', 'vitest.config.ts'],
    rules: {
      'max-lines-per-function': 'off',
      'max-lines': 'off',
      'no-restricted-syntax': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      // The rows of a table of cases have the types that the table says.
      '@typescript-eslint/explicit-module-boundary-types': 'off',
    },
  },
);
