BeforeAll {
    . $PSScriptRoot/Common.ps1
}

Describe 'Get-AzLegacyVmSize' {
    It 'ranks what fits and gives nothing else' {
        $sizes = Get-AzLegacyVmSize 'Windows Server 2003 R2' westeurope -Architecture X86 -Rehearse
        $sizes[0].Size.Name | Should -Be 'Standard_B2ls_v2'
        $sizes.Position | Should -Be (1..$sizes.Count)
    }

    It 'says why another does not fit' {
        $size = Get-AzLegacyVmSize 'Windows Server 2003 R2' westeurope -Name *_v6 -IncludeExcluded -Rehearse
        $size.Fits | Should -BeFalse
        $size.Findings.RuleId | Should -Contain 'ALO7001'
    }

    It 'takes an assessment' {
        (Test-AzLegacyVhd (Get-Fixture server2003r2-x86) | Get-AzLegacyVmSize -Location westeurope -Rehearse)[0].Size.Name | Should -Be 'Standard_B2ls_v2'
    }

    It 'reads a saved list without a network' {
        $list = Join-Path $TestDrive skus.json
        $sizes = @(@{ Name = 'Standard_X2s_v5'; ResourceType = 'virtualMachines'; Locations = @('westeurope'); LocationInfo = @(@{ Location = 'westeurope'; Zones = @() }); Restrictions = @()
                Capabilities = @(@{ Name = 'vCPUs'; Value = '2' }, @{ Name = 'MemoryGB'; Value = '4' }, @{ Name = 'HyperVGenerations'; Value = 'V1,V2' }) })
        ConvertTo-Json -InputObject $sizes -Depth 6 | Set-Content $list
        (Get-AzLegacyVmSize 'Windows XP' -SkuList $list).Size.Name | Should -Be 'Standard_X2s_v5'
        Get-AzLegacyVmSize 'Windows XP' -SkuList $PSCommandPath -ErrorVariable problems -ErrorAction SilentlyContinue
        Get-ErrorId $problems[0] | Should -Be 'FileNotUnderstood'
    }

    It 'names an operating system that it does not know' {
        Get-AzLegacyVmSize 'OS/2' westeurope -Rehearse -ErrorVariable problems -ErrorAction SilentlyContinue
        Get-ErrorId $problems[0] | Should -Be 'OsNameUnknown'
    }
}
