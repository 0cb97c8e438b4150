@{
    Severity     = @('Error', 'Warning')

    # Pester runs BeforeAll and It in one scope, which the analyzer does not see: what one assigns the other uses.
    ExcludeRules = @('PSUseDeclaredVarsMoreThanAssignments')
}
