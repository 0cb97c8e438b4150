BeforeAll {
    . $PSScriptRoot/Common.ps1
    $image = Get-Fixture server2003r2-x86
    $generalized = Get-Fixture server2003-x86-generalized
}

Describe 'Test-AzLegacyVhd' {
    Context 'judgement' {
        It 'recognises <name> and judges it <verdict>' -ForEach @(
            @{ name = 'server2003r2-x86'; release = 'WindowsServer2003R2'; architecture = 'X86'; state = 'Specialized'; verdict = 'ReadyWithWarnings' }
            @{ name = 'server2003-x86-generalized'; release = 'WindowsServer2003'; architecture = 'X86'; state = 'Generalized'; verdict = 'Blocked' }
            @{ name = 'windowsxp-x86-fat32'; release = 'WindowsXP'; architecture = 'X86'; state = 'Specialized'; verdict = 'ReadyWithWarnings' }
            @{ name = 'server2008-x86'; release = 'WindowsServer2008'; architecture = 'X86'; state = 'Specialized'; verdict = 'ReadyWithWarnings' }
            @{ name = 'windows7-x86'; release = 'Windows7'; architecture = 'X86'; state = 'Specialized'; verdict = 'ReadyWithWarnings' }
            @{ name = 'server2008r2-x64'; release = 'WindowsServer2008R2'; architecture = 'X64'; state = 'Specialized'; verdict = 'ReadyWithWarnings' }
            @{ name = 'server2016-x64-gpt'; release = 'WindowsServer2016'; architecture = 'X64'; state = 'Specialized'; verdict = 'ReadyWithWarnings' }
        ) {
            $assessment = Test-AzLegacyVhd (Get-Fixture $name)
            $assessment.Guest.Release | Should -Be $release
            $assessment.Guest.Architecture | Should -Be $architecture
            $assessment.Guest.State | Should -Be $state
            $assessment.Verdict | Should -Be $verdict
        }

        It 'blocks a dynamic disk when it is judged as it is' {
            (Test-AzLegacyVhd $image -AsIs).Verdict | Should -Be 'Blocked'
        }

        It 'compares support dates with the day that is given' {
            (Test-AzLegacyVhd (Get-Fixture server2008r2-x64) -AsOf 2019-06-01).Status.OsSupported | Should -Be 'Yes'
        }

        It 'gives every Blocker a remedy and a source' {
            $blockers = (Test-AzLegacyVhd $generalized).Blockers
            $blockers | Should -Not -BeNullOrEmpty
            $blockers.Remedy | Should -Not -BeNullOrEmpty
            $blockers.Sources.Url | Should -Not -BeNullOrEmpty
        }
    }

    Context 'input' {
        BeforeAll { Copy-Item -LiteralPath $image (Join-Path $TestDrive 'odd [1].vhd') }

        It 'takes a path by position' { (Test-AzLegacyVhd $image).Path | Should -Be $image }
        It 'takes paths from the pipeline' { ($image, $generalized | Test-AzLegacyVhd).Count | Should -Be 2 }
        It 'takes files from the pipeline' { (Get-Item $image | Test-AzLegacyVhd).Path | Should -Be $image }
        It 'takes files with brackets in their names from the pipeline' { (Get-ChildItem $TestDrive -Filter 'odd*' | Test-AzLegacyVhd).Path | Should -BeLike '*odd `[1`].vhd' }
        It 'takes assessments from the pipeline' { ($image | Test-AzLegacyVhd | Test-AzLegacyVhd).Path | Should -Be $image }
        It 'takes objects with a Path' { ([pscustomobject]@{ Path = $image } | Test-AzLegacyVhd).Path | Should -Be $image }
        It 'resolves wildcards' { @(Test-AzLegacyVhd (Join-Path $TestDrive 'server2003*.vhd')).Count | Should -Be 2 }
        It 'takes a literal path as it stands' { (Test-AzLegacyVhd -LiteralPath (Join-Path $TestDrive 'odd [1].vhd')).Guest | Should -Not -BeNullOrEmpty }

        It 'resolves a relative path against the location of the session' {
            Push-Location $TestDrive
            try { (Test-AzLegacyVhd ./server2003r2-x86.vhd).Path | Should -Be $image } finally { Pop-Location }
        }

        It 'reads a drive of PowerShell that leads to files' { (Test-AzLegacyVhd 'TestDrive:/server2003r2-x86.vhd').Verdict | Should -Be 'ReadyWithWarnings' }

        It 'reads a file that may only be read, and changes nothing' {
            $before = (Get-FileHash $image).Hash
            Set-ItemProperty $image IsReadOnly $true
            try { Test-AzLegacyVhd $image | Should -Not -BeNullOrEmpty } finally { Set-ItemProperty $image IsReadOnly $false }
            (Get-FileHash $image).Hash | Should -Be $before
        }
    }

    Context 'errors' {
        It 'says <id> for <what> and goes on' -ForEach @(
            @{ what = 'a missing file'; path = 'missing.vhd'; id = 'ImageNotFound'; category = 'ObjectNotFound' }
            @{ what = 'another provider'; path = 'Env:PATH'; id = 'PathNotFileSystem'; category = 'InvalidArgument' }
            @{ what = 'a folder'; path = $PSScriptRoot; id = 'ImageNotFound'; category = 'ObjectNotFound' }
            @{ what = 'a drive that is not there'; path = 'NoSuchDrive:/a.vhd'; id = 'ImageNotFound'; category = 'ObjectNotFound' }
            @{ what = 'an address without encryption'; path = 'http://account.invalid/a.vhd?sig=SECRET'; id = 'ImageAddressRefused'; category = 'InvalidArgument' }
            @{ what = 'half an address'; path = 'https://?sig=SECRET'; id = 'ImageAddressRefused'; category = 'InvalidArgument' }
            @{ what = 'what is no image'; path = $PSCommandPath; id = 'ImageFormatError'; category = 'InvalidData' }
        ) {
            $found = $path, $image | Test-AzLegacyVhd -ErrorVariable problems -ErrorAction SilentlyContinue
            $found.Path | Should -Be $image
            $problems.Count | Should -Be 1
            Get-ErrorId $problems[0] | Should -Be $id
            $problems[0].CategoryInfo.Category | Should -Be $category
            $problems[0].TargetObject | Should -Not -BeNullOrEmpty
            $problems[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
            "$($problems[0])$($problems[0].TargetObject)" | Should -Not -BeLike '*SECRET*'
        }
    }

    Context 'output' {
        It 'shows the verdict and the guest first' {
            $text = Test-AzLegacyVhd $generalized | Out-String -Width 200
            $text | Should -Match '(?s)Image\s+:.*Verdict\s+: Blocked.*Guest\s+: Microsoft Windows Server 2003.*Blockers\s+: ALO3\d{3}.*Remedy: '
        }

        It 'shows many as a table' {
            $image, $generalized | Test-AzLegacyVhd | Format-Table | Out-String -Width 200 | Should -Match 'Verdict\s+Image\s+Blockers\s+Warnings\s+Guest'
        }

        It 'shows a deserialized assessment too' {
            $file = Join-Path $TestDrive 'view.xml'
            Test-AzLegacyVhd $generalized | Export-Clixml $file -Depth 6
            Import-Clixml $file | Out-String -Width 200 | Should -Match '(?s)Verdict\s+: Blocked.*Guest\s+: Microsoft Windows Server 2003.*Blockers\s+: ALO3\d{3}'
        }

        It 'survives <name>' -ForEach @(
            @{ name = 'Export-Clixml'; trip = { param($value) $file = Join-Path $TestDrive 'a.xml'; $value | Export-Clixml $file -Depth 6; Import-Clixml $file } }
            # Windows PowerShell writes the words of an enumeration as numbers alone.
            if ($PSEdition -ne 'Desktop') { @{ name = 'ConvertTo-Json'; trip = { param($value) $value | ConvertTo-Json -Depth 10 -EnumsAsStrings -WarningAction Stop | ConvertFrom-Json } } }
        ) {
            $copy = & $trip (Test-AzLegacyVhd $generalized)
            $copy.Verdict.ToString() | Should -Be 'Blocked'
            $copy.Guest.Release.ToString() | Should -Be 'WindowsServer2003'
            @($copy.Findings).Count | Should -BeGreaterThan 0
        }
    }
}
