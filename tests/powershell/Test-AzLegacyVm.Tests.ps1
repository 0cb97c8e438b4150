BeforeAll {
    . $PSScriptRoot/Common.ps1
}

Describe 'Test-AzLegacyVm' {
    It 'names a VM that does not exist and goes on with the next' {
        Test-AzLegacyVm one, two legacy -Rehearse -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems.Count | Should -Be 2
        Get-ErrorId $problems[0] | Should -Be 'ResourceNotFound'
        $problems[1].TargetObject | Should -Be 'two'
    }

    It 'takes the result of a deployment by its property names' {
        [pscustomobject]@{ Name = 'erp'; ResourceGroupName = 'legacy' } | Test-AzLegacyVm -Rehearse -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
    }
}
