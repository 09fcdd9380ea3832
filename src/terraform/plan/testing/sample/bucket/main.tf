variable "key_id" { type = string }
variable "settings" { type = map(string) }

resource "terraform_data" "bucket" {
  input = { key = var.key_id, versioned = var.settings["versioned"] }
}

resource "terraform_data" "policy" {
  for_each = toset(["read", "write.all"])
  input    = { bucket = terraform_data.bucket.id, action = each.key }
}

resource "terraform_data" "attachment" {
  for_each = toset(["read", "write.all"])
  input    = terraform_data.policy[each.key].id
}

output "id" { value = terraform_data.bucket.id }
output "settings" { value = var.settings }
