resource "random_pet" "name" {}

output "name" {
  value = random_pet.name.id
}
