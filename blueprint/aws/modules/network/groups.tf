resource "aws_security_group" "compute" {
  name        = "${var.prefix}-compute"
  description = "Jobs, notebooks and endpoints of models"
  vpc_id      = local.vpc
  tags        = { Name = "${var.prefix} compute" }
}

resource "aws_security_group" "endpoints" {
  name        = "${var.prefix}-endpoints"
  description = "Endpoints of AWS services"
  vpc_id      = local.vpc
  tags        = { Name = "${var.prefix} endpoints" }
}

# Training on several machines speaks between them; SageMaker encrypts it.
resource "aws_vpc_security_group_ingress_rule" "between" {
  security_group_id            = aws_security_group.compute.id
  description                  = "Between the machines of a job"
  referenced_security_group_id = aws_security_group.compute.id
  ip_protocol                  = "tcp"
  from_port                    = 1024
  to_port                      = 65535
}

resource "aws_vpc_security_group_egress_rule" "between" {
  security_group_id            = aws_security_group.compute.id
  description                  = "Between the machines of a job"
  referenced_security_group_id = aws_security_group.compute.id
  ip_protocol                  = "tcp"
  from_port                    = 1024
  to_port                      = 65535
}

resource "aws_vpc_security_group_egress_rule" "endpoints" {
  security_group_id            = aws_security_group.compute.id
  description                  = "To the endpoints of AWS services"
  referenced_security_group_id = aws_security_group.endpoints.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_security_group_egress_rule" "s3" {
  security_group_id = aws_security_group.compute.id
  description       = "To S3, by its endpoint"
  prefix_list_id    = aws_vpc_endpoint.s3.prefix_list_id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_ingress_rule" "compute" {
  security_group_id            = aws_security_group.endpoints.id
  description                  = "From jobs, notebooks and endpoints of models"
  referenced_security_group_id = aws_security_group.compute.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}
