BeforeAll {
    . $PSScriptRoot/Common.ps1
    $image = Get-Fixture windowsxp-x86-fat32
}

Describe 'Get-AzOsSupportStatus' {
    Context 'answers' {
        It 'gives each architecture of a name' { (Get-AzOsSupportStatus 'Windows Server 2003 R2').Architecture | Should -Be 'X86', 'X64' }
        It 'narrows to an architecture' { (Get-AzOsSupportStatus 'Windows Server 2003 R2' X86).ImageState | Should -Be 'SpecializedOnly' }
        It 'gives the whole matrix' { (Get-AzOsSupportStatus).Name | Should -Be (Get-AzOsSupportStatus -All).Name }
        It 'knows releases from NT 4.0 to Server 2025' { (Get-AzOsSupportStatus).Release | Should -Contain 'WindowsNT4'; (Get-AzOsSupportStatus).Release | Should -Contain 'WindowsServer2025' }
        It 'answers for a day' { (Get-AzOsSupportStatus 'Windows Server 2008 R2' X64 -AsOf 2019-06-01).OsSupported | Should -Be 'Yes' }
        It 'names sources' { (Get-AzOsSupportStatus 'XP' X86).Sources.Url | Should -Not -BeNullOrEmpty }
    }

    Context 'input' {
        It 'takes names from the pipeline' { ('XP', 'Windows 7' | Get-AzOsSupportStatus).Count | Should -Be 4 }
        It 'takes files from the pipeline' { (Get-Item $image | Get-AzOsSupportStatus).Release | Should -Be 'WindowsXP' }
        It 'takes assessments from the pipeline' { (Test-AzLegacyVhd $image | Get-AzOsSupportStatus).Release | Should -Be 'WindowsXP' }
        It 'takes a path' { (Get-AzOsSupportStatus -Path $image).Release | Should -Be 'WindowsXP' }
        It 'takes a path as -Vhd, and tells what the guest can use' { (Get-AzOsSupportStatus -Vhd (Get-Fixture server2003r2-x86)).Capacity.VirtualProcessors | Should -Be 2 }
        It 'tells the same of an assessment' { (Get-Item (Get-Fixture server2003r2-x86) | Test-AzLegacyVhd | Get-AzOsSupportStatus).Capacity.MemoryGiB | Should -Be 4 }
        It 'tells it of no name' { (Get-AzOsSupportStatus 'XP' X86).Capacity | Should -BeNullOrEmpty }
        It 'completes names' { (TabExpansion2 'Get-AzOsSupportStatus -Name 2003').CompletionMatches.CompletionText | Should -Contain "'Windows Server 2003 R2'" }
        It 'completes architectures' { (TabExpansion2 'Get-AzOsSupportStatus XP -Architecture ').CompletionMatches.CompletionText | Should -Contain 'X86' }
    }

    Context 'errors' {
        It 'says OsNameUnknown for a name that it does not know, and goes on' {
            $found = 'OS/2', 'XP' | Get-AzOsSupportStatus -ErrorVariable problems -ErrorAction SilentlyContinue
            $found.Count | Should -Be 2
            Get-ErrorId $problems[0] | Should -Be 'OsNameUnknown'
            $problems[0].ErrorDetails.RecommendedAction | Should -BeLike '*Windows Server 2003 R2*'
        }

        It 'says GuestNotFound for a disk without a guest' {
            $disk = Join-Path $TestDrive 'empty.img'
            $file = [IO.File]::Create($disk)
            $file.SetLength(64MB)
            $file.Position = 510
            $file.Write([byte[]](0x55, 0xAA), 0, 2)
            $file.Dispose()
            Get-AzOsSupportStatus -Path $disk -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            Get-ErrorId $problems[0] | Should -Be 'GuestNotFound'
        }
    }

    Context 'existing VMs' {
        BeforeAll { $made = New-AzSpecializedVmFromVhd (Get-Fixture server2003r2-x86) erp legacy westeurope -Rehearse }

        It 'tells what every VM of the subscription runs' {
            $os = Get-AzOsSupportStatus -AllVM -Rehearse
            $os.Name, $os.Release, $os.Architecture, $os.IsLegacy, $os.Is32Bit | Should -Be 'erp', 'WindowsServer2003R2', 'X86', 'Yes', 'Yes'
            $os.Evidence[0] | Should -Match 'WindowsServer2003R2 X86'
            $os.Unknown[0] | Should -Match 'No VM agent'
            $os.Status.AgentCapable | Should -Be 'No'
        }

        It 'takes an id as a parameter, ids from the pipeline, and objects with an id' {
            (Get-AzOsSupportStatus -VM $made.VmId -Rehearse).Name | Should -Be 'erp'
            ($made.VmId, $made.VmId | Get-AzOsSupportStatus -Rehearse).Name | Should -Be 'erp', 'erp'

            # As Get-AzVM gives them: the resource id is Id, and VmId is another thing.
            ([pscustomobject]@{ Name = 'erp'; ResourceGroupName = 'legacy'; Id = $made.VmId; VmId = "$(New-Guid)" } | Get-AzOsSupportStatus -Rehearse).Id | Should -Be $made.VmId
            ([pscustomobject]@{ ResourceId = $made.VmId } | Get-AzOsSupportStatus -Rehearse).Id | Should -Be $made.VmId
        }

        It 'says what is no id of a VM and what is not there, and goes on' {
            (Get-AzOsSupportStatus -VM 'erp', "$($made.VmId)2", $made.VmId -Rehearse -ErrorVariable problems -ErrorAction SilentlyContinue).Name | Should -Be 'erp'
            $problems | ForEach-Object { Get-ErrorId $_ } | Should -Be 'RequestInvalid', 'ResourceNotFound'
        }

        It 'shows a table' { Get-AzOsSupportStatus -AllVM -Rehearse | Out-String -Width 160 | Should -Match 'erp\s+Windows Server 2003 R2.*Yes\s+Yes' }
    }

    Context 'output' {
        It 'shows a table' { Get-AzOsSupportStatus XP | Out-String -Width 120 | Should -Match 'Name\s+Deployable\s+OsSupported\s+AgentCapable\s+EndOfSupport' }
        It 'shows each statement as a list' { Get-AzOsSupportStatus XP X86 | Format-List | Out-String -Width 400 | Should -Match 'Statements\s+: .*\?' }
    }
}
