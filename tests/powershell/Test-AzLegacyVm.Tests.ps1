BeforeAll {
    . $PSScriptRoot/Common.ps1
    $made = New-AzSpecializedVmFromVhd (Get-Fixture server2003r2-x86) erp legacy westeurope -Rehearse
}

Describe 'Test-AzLegacyVm' {
    It 'tells how a rehearsed VM is, with its screen and log saved' {
        $health = Test-AzLegacyVm erp legacy -Rehearse -SkipPortCheck -OutputFolder (Join-Path $TestDrive seen)
        $health.Condition | Should -Be 'Running'
        $health.VmId | Should -Be $made.VmId
        $health.Address | Should -Be $made.PrivateIpAddress
        $health.RemoteDesktop | Should -Be 'NotTried'
        Test-Path $health.Screenshot | Should -BeTrue
    }

    It 'takes VMs by their property names' {
        ([pscustomobject]@{ Name = 'erp'; ResourceGroupName = 'legacy' } | Test-AzLegacyVm -Rehearse -SkipPortCheck).Name | Should -Be 'erp'
    }

    It 'names a VM that does not exist and goes on with the next' {
        (Test-AzLegacyVm one, two, erp legacy -Rehearse -SkipPortCheck -ErrorVariable problems -ErrorAction SilentlyContinue).Name | Should -Be 'erp'
        $problems.Count | Should -Be 2
        Get-ErrorId $problems[0] | Should -Be 'ResourceNotFound'
        $problems[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $problems[1].TargetObject | Should -Be 'two'
    }

    It 'finds nothing of what a plan alone would have made' {
        $null = New-AzSpecializedVmFromVhd (Get-Fixture server2003r2-x86) other legacy westeurope -Rehearse -WhatIf
        Test-AzLegacyVm other legacy -Rehearse -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        (Test-AzLegacyVm erp legacy -Rehearse -SkipPortCheck).Name | Should -Be 'erp'
    }
}
