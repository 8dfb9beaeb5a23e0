// Lint holds the walls between the rooms (docs/architecture.md) as well as the language's traps.
import js from '@eslint/js'
import globals from 'globals'
import jsdoc from 'eslint-plugin-jsdoc'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

const node = { group: ['node:*'], message: 'This room runs in the browser too: no Node here.' }
const electron = { group: ['electron', 'electron/*'], message: 'Only the Electron shell knows Electron.' }
const core = { group: ['**/core/**'], message: 'The renderer reaches the core only through the contract.' }
const shells = {
  group: ['**/main/**', '**/web/**', '**/cli/**', '**/preload/**', '**/renderer/**'],
  message: 'The core and what it stands on know nothing of the shells.',
}
const wall = (files, ...patterns) => ({ files, rules: { 'no-restricted-imports': ['error', { patterns }] } })

export default tseslint.config(
  { ignores: ['out/', 'node_modules/', 'test-results/', 'playwright-report/', '.tmp/', 'seeds/'] },
  js.configs.recommended,
  tseslint.configs.strict,
  { languageOptions: { globals: { ...globals.node, ...globals.browser } } },
  {
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      eqeqeq: 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector: 'JSXAttribute[name.name="dangerouslySetInnerHTML"]',
          message: 'Html enters the page in one place: reader/article-body.tsx.',
        },
      ],
    },
  },
  { files: ['src/renderer/**'], ...reactHooks.configs.flat.recommended },
  {
    files: ['src/core/**/*.ts', 'src/text/**/*.ts', 'src/contract/**/*.ts', 'src/rich-text/**/*.ts'],
    plugins: { jsdoc },
    rules: {
      'jsdoc/require-jsdoc': [
        'error',
        { publicOnly: true, require: { FunctionDeclaration: true, ArrowFunctionExpression: true } },
      ],
    },
  },
  wall(['src/contract/**', 'src/text/**', 'src/rich-text/**'], node, electron, core, shells),
  wall(['src/renderer/**'], node, electron, core),
  wall(['src/core/**'], electron, shells),
  wall(['src/web/**', 'src/cli/**'], electron),
)
