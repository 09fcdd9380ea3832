import { resourceCheck } from '../check.ts';
import { isNoneOf } from '../rules.ts';

/** https://docs.aws.amazon.com/bedrock/latest/userguide/webcrawl-data-source-connector.html */
export const check = resourceCheck({
  id: 'bedrock/data-source-web',
  title: 'Knowledge bases do not take in web pages',
  severity: 'low',
  why: 'Who writes to a page that is crawled puts instructions into the prompts of every user',
  fix: 'Take the pages to a bucket of yours, after a review',
  controls: ['MLSEC04-BP03'],
  of: ['aws_bedrockagent_data_source'],
  judge: isNoneOf('data_source_configuration.type', ['WEB']),
  examples: {
    bad: [
      `
resource "aws_bedrockagent_data_source" "pages" {
  knowledge_base_id = "KB01234567"
  name              = "pages"
  data_source_configuration {
    type = "WEB"
    web_configuration {
      source_configuration {
        url_configuration {
          seed_urls {
            url = "https://example.com/"
          }
        }
      }
    }
  }
}
`,
    ],
    good: [
      `
resource "aws_bedrockagent_data_source" "handbook" {
  knowledge_base_id = "KB01234567"
  name              = "handbook"
  data_source_configuration {
    type = "S3"
    s3_configuration {
      bucket_arn = "arn:aws:s3:::handbook-of-ours"
    }
  }
}
`,
    ],
  },
});
