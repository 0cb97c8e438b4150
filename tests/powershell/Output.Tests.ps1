BeforeDiscovery {
    # Everything that the cmdlets put out, by the command that makes it.
    $kinds = @(
        @{ kind = 'Assessment'; make = { Test-AzLegacyVhd $image }; part = { $_.Findings[0].Sources[0].Title } }
        @{ kind = 'SupportStatus'; make = { Get-AzOsSupportStatus 'Windows Server 2003 R2' X86 }; part = { $_.Statements[0].Sources[0].Title } }
        @{ kind = 'Rule'; make = { Get-AzLegacyRule ALO5011 }; part = { $_.Sources[0].Title } }
        @{ kind = 'RankedVmSize'; make = { @(Get-AzLegacyVmSize 'Windows Server 2003 R2' westeurope -Rehearse)[0] }; part = { $_.Size.Name } }
        @{ kind = 'ConversionResult'; make = { Convert-AzLegacyVhd $image (Join-Path $TestDrive 'out.vhd') -Force -SkipFreeSpace }; part = { $_.Skipped[0].FileSystem } }
        @{ kind = 'ImageUploadPlan'; make = { Add-AzLegacyVhd $image -DiskName erp -WhatIf @target }; part = { $_.Resources[0].Summary } }
        @{ kind = 'ImageUploadResult'; make = { Add-AzLegacyVhd $image -DiskName erp @target }; part = { $_.Assessment.Findings[0].Sources[0].Title } }
        @{ kind = 'DeploymentPlan'; make = { New-AzSpecializedVmFromVhd $image -Name erp -WhatIf @target }; part = { $_.Resources[0].Summary } }
        @{ kind = 'DeploymentResult'; make = { New-AzSpecializedVmFromVhd $image -Name erp @target }; part = { $_.Assessment.Findings[0].Sources[0].Title } }
        @{ kind = 'MachineHealth'; make = { $null = New-AzSpecializedVmFromVhd $image -Name erp @target; Test-AzLegacyVm erp legacy -Rehearse -SkipPortCheck }; part = { $_.Address } }
        @{ kind = 'MachineOs'; make = { $null = New-AzSpecializedVmFromVhd $image -Name erp @target; Get-AzOsSupportStatus -AllVM -Rehearse }; part = { $_.Status.Name } }
    )
    . $PSScriptRoot/Common.ps1

    # A file is PowerShell's own kind of object.
    $elsewhere = 'FileInfo'
    $declared = @{ types = (Get-Command -Module AzLegacyOs).OutputType.Name | ForEach-Object { ($_ -split '\.')[-1] } | Sort-Object -Unique; covered = $kinds.kind + $elsewhere }
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $image = Get-Fixture server2003r2-x86
    $target = @{ ResourceGroupName = 'legacy'; Location = 'westeurope'; Rehearse = $true }
}

Describe 'Output' {
    It 'is looked at here in every kind that a cmdlet declares' -ForEach $declared {
        $types | Where-Object { $_ -notin $covered } | Should -BeNullOrEmpty
    }

    Context '<kind>' -ForEach $kinds {
        BeforeAll { $object = . $make }

        It 'is what the cmdlet declares' { $object.GetType().Name | Should -Be $kind }

        It 'survives Export-Clixml whole' {
            $file = Join-Path $TestDrive 'object.xml'
            $object | Export-Clixml $file
            $copy = Import-Clixml $file
            ($copy | ForEach-Object $part) | Should -Be ($object | ForEach-Object $part)
            ($object | ForEach-Object $part) | Should -Not -BeNullOrEmpty
        }

        It 'survives remoting, which serializes one level unless the type says more' {
            $copy = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($object, 1))
            $copy.PSTypeNames[0] | Should -BeLike "Deserialized.AzLegacyOs.*.$kind"
            ($copy | ForEach-Object $part) | Should -Be ($object | ForEach-Object $part)
        }

        It 'becomes JSON of a depth of 10 without a loop' {
            $copy = $object | ConvertTo-Json -Depth 10 -WarningAction Stop | ConvertFrom-Json
            ($copy | ForEach-Object $part) | Should -Be ($object | ForEach-Object $part)
        }

        It 'shows the same text after a round trip as before' {
            $copy = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($object, 1))
            foreach ($view in { $args[0] | Format-List }, { $args[0] | Format-Table }) {
                $labels = { (($args[0] | Out-String -Width 200) -split "`n" | ForEach-Object { ($_ -split ' : ')[0].Trim() } | Where-Object { $_ -match '^\w+$' }) -join ' ' }
                & $labels (& $view $copy) | Should -Match ([regex]::Escape((& $labels (& $view $object)).Split(' ')[0]))
            }
        }

        It 'has lists that can be indexed, at any depth' {
            function Test-List($Value, [int] $Depth) {
                if ($null -eq $Value -or $Depth -eq 0 -or $Value -is [string] -or $Value -is [ValueType] -or $Value -is [Collections.IDictionary]) { return }
                if ($Value -is [Collections.IEnumerable]) {
                    $count = @($Value).Count
                    if ($count -eq 0) { return }
                    [object]::ReferenceEquals($Value[0], @($Value)[0]) -or $Value[0] -eq @($Value)[0] | Should -BeTrue
                    @($Value[$count - 1]).Count | Should -Be 1
                    Test-List @($Value)[0] ($Depth - 1)
                    return
                }
                if ($Value.GetType().Namespace -notlike 'AzLegacyOs*') { return }
                foreach ($property in $Value.PSObject.Properties) { Test-List $property.Value ($Depth - 1) }
            }
            Test-List $object 6
        }

        It 'needs no colour to be read' -Skip:($PSEdition -eq 'Desktop') {
            $PSStyle.OutputRendering = 'PlainText'
            try { $object | Out-String -Width 200 | Should -Not -Match ([char] 27) } finally { $PSStyle.OutputRendering = 'Host' }
        }

        It 'has views that find what they show' {
            $Error.Clear()
            $text = ($object | Format-List | Out-String -Width 200) + ($object | Format-Table | Out-String -Width 200)
            $text | Should -Not -Match '#ERR'
            $Error.Count | Should -Be 0
        }
    }
}
