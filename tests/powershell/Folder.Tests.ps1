BeforeAll {
    . $PSScriptRoot/Common.ps1
    $folder = New-Item -ItemType Directory (Join-Path $TestDrive 'folder')
    $sources = (Get-Fixture server2003r2-x86), (Get-Fixture windowsxp-x86-fat32), (Get-Fixture windows7-x86)
    foreach ($i in 0..14) { $null = New-Item -ItemType SymbolicLink -Path (Join-Path $folder ('{0:d2}.vhd' -f $i)) -Target $sources[$i % 3] }
    Set-Content (Join-Path $folder '10-notes.txt') 'no disk image'
}

Describe 'Many images' {
    It 'gives <name> in the order of the input' -ForEach @(
        @{ name = 'files from the pipeline'; run = { param($limit) Get-ChildItem $folder | Test-AzLegacyVhd -ThrottleLimit $limit -ErrorAction Continue } }
        @{ name = 'a wildcard'; run = { param($limit) Test-AzLegacyVhd -Path (Join-Path $folder '*') -ThrottleLimit $limit -ErrorAction Continue } }
    ) {
        foreach ($limit in 1, 8) {
            $problems, $found = (& $run $limit 2>&1).Where({ $_ -is [Management.Automation.ErrorRecord] }, 'Split')
            ($found.Path | Split-Path -Leaf) | Should -Be (Get-ChildItem $folder -Filter *.vhd).Name
            $problems.Count | Should -Be 1
            $problems[0].TargetObject | Should -BeLike '*10-notes.txt'
        }
    }

    It 'gives the first results while more input is on its way' {
        $paths = (Get-ChildItem $folder -Filter *.vhd).FullName
        @($paths | Test-AzLegacyVhd | Select-Object -First 2).Count | Should -Be 2
    }

    It 'ends at the first error with -ErrorAction Stop' {
        { Get-ChildItem $folder | Test-AzLegacyVhd -ErrorAction Stop } | Should -Throw -ErrorId 'ImageFormatError,*'
    }

    It 'shows how far it is, how fast and how long it takes yet' {
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("Import-Module '$modulePath'; Get-ChildItem '$folder' -Filter *.vhd | ForEach-Object { `$_; Start-Sleep -Milliseconds 20 } | Test-AzLegacyVhd").Invoke()
            $records = $shell.Streams.Progress | Where-Object ActivityId -EQ 3
            $records[0].StatusDescription | Should -Match '^\d+ of \d+ images, \d+\.\d a second$'
            $records.PercentComplete | Should -Not -BeNullOrEmpty
            $records[-1].RecordType | Should -Be 'Completed'
        }
        finally { $shell.Dispose() }
    }

    It 'stops in the middle' {
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("Import-Module '$modulePath'; 1..1000 | ForEach-Object { Get-ChildItem '$folder' -Filter *.vhd } | Test-AzLegacyVhd")
            $output = [Management.Automation.PSDataCollection[psobject]]::new()
            $running = $shell.BeginInvoke([Management.Automation.PSDataCollection[psobject]]::new(), $output)
            while ($output.Count -eq 0 -and -not $running.IsCompleted) { Start-Sleep -Milliseconds 20 }
            $shell.Stop()
            $shell.InvocationStateInfo.State | Should -Be 'Stopped'
            $output.Count | Should -BeLessThan 15000
        }
        finally { $shell.Dispose() }
    }
}
