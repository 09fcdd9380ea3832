variable "name" {
  type = string
}

resource "aws_ecr_repository" "this" {
  for_each             = toset(["training", "inference"])
  name                 = "${var.name}/${each.key}"
  image_tag_mutability = "MUTABLE"

  image_scanning_configuration {
    scan_on_push = true
  }
}

output "urls" {
  value = { for name, repository in aws_ecr_repository.this : name => repository.repository_url }
}
