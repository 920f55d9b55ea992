import js from '@eslint/js'
import lit from 'eslint-plugin-lit'
import litA11y from 'eslint-plugin-lit-a11y'
import wc from 'eslint-plugin-wc'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

const wireName = 'Literal[value=/\\bik_/], TemplateElement[value.raw=/\\bik_/], Identifier[name=/^ik_/]'

export default defineConfig(
  globalIgnores(['dist', '.cache', 'demo/.dist']),
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      // TypeScript knows which names exist
      'no-undef': 'off',
      eqeqeq: 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Exports are named.' },
        { selector: 'TSEnumDeclaration', message: 'A list is written `as const`.' }
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error'
    }
  },
  // the scripts are checked by tsc
  { files: ['**/*.{js,mjs}'], extends: [tseslint.configs.disableTypeChecked] },
  {
    files: ['src/element/**/*.ts'],
    extends: [lit.configs['flat/recommended'], wc.configs['flat/recommended']],
    plugins: { 'lit-a11y': litA11y },
    settings: { wc: { elementBaseClasses: ['LitElement'] } },
    rules: {
      ...litA11y.configs.recommended.rules,
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Exports are named.' },
        { selector: wireName, message: 'The element knows no wire names; they live in src/protocol.' }
      ]
    }
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // node:test gives promises that it awaits itself
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', package: 'node:test', name: ['describe', 'it', 'test', 'suite'] }
          ]
        }
      ]
    }
  },
  {
    files: ['test/element/**/*.ts'],
    rules: {
      // chai's assertions are getters
      '@typescript-eslint/no-unused-expressions': 'off',
      // and equal() is a promise by its type, for comparing whole trees, which is not done here
      '@typescript-eslint/no-floating-promises': ['error', { allowForKnownSafeCalls: ['Equal'] }]
    }
  },
  {
    files: ['*.config.*', 'scripts/count-*.mjs'],
    rules: { 'no-restricted-syntax': 'off' }
  }
)
