BeforeAll {
    . $PSScriptRoot/Common.ps1
    $image = Get-Fixture server2003r2-x86

    function Invoke-InBackground {
        <# .SYNOPSIS Begins a script in a runspace of its own. #>
        param([string] $Script)

        $shell = [powershell]::Create().AddScript("Import-Module '$modulePath'; $Script")
        @{ Shell = $shell; Begun = $shell.BeginInvoke() }
    }
}

Describe 'Progress' {
    It 'is told at most five times a second, and is taken away at the end' {
        $large = Join-Path $TestDrive 'large.img'
        $file = [IO.File]::Create($large)
        $block = [byte[]]::new(16MB)
        [Random]::new(1).NextBytes($block)
        # The signature of a master boot record makes it a disk.
        $block[510], $block[511] = 0x55, 0xAA
        foreach ($i in 1..24) { $file.Write($block, 0, $block.Length) }
        $file.Dispose()

        $clock = [Diagnostics.Stopwatch]::StartNew()
        $run = Invoke-InBackground "Convert-AzLegacyVhd '$large' '$(Join-Path $TestDrive 'told.vhd')' -Verify"
        $null = $run.Shell.EndInvoke($run.Begun)
        $records = @($run.Shell.Streams.Progress | Where-Object Activity -Match 'large.img')
        $records.Count | Should -BeGreaterThan 0 -Because 'the first report is shown however short the work'
        @($records | Where-Object RecordType -EQ Processing).Count | Should -BeLessOrEqual (5 * $clock.Elapsed.TotalSeconds + 1)
        $records[-1].RecordType | Should -Be 'Completed'
        $run.Shell.Dispose()
    }
}

Describe 'Ctrl+C' {
    It 'ends <what> in the middle, leaves nothing behind, and it can be run again' -ForEach @(
        @{ what = 'a conversion'; script = { "Convert-AzLegacyVhd '$address' '$target' -Verify -Force" } }
        @{ what = 'an upload in the rehearsal'; script = { "Add-AzLegacyVhd '$address' -DiskName erp -ResourceGroupName legacy -Location westeurope -Rehearse" } }
        @{ what = 'a deployment in the rehearsal'; script = { "New-AzSpecializedVmFromVhd '$address' erp legacy westeurope -Rehearse" } }
        @{ what = 'a judgement'; script = { "Test-AzLegacyVhd '$address'" } }
    ) {
        $server = Get-ImageServer $image
        if (-not $server) { Set-ItResult -Skipped -Because $noServer }
        try {
            $address = $server.Address
            $target = Join-Path $TestDrive 'stopped.vhd'
            $command = . $script
            & ([scriptblock]::Create($command)) | Should -Not -BeNullOrEmpty
            $before = if (Test-Path -LiteralPath $target) { Get-FileHash -LiteralPath $target }

            # Shortly before the end of the work the server falls silent. What does not heed the stop waits minutes for it.
            $last = 2 * $server.Requests.Count - 2
            $server.FallSilentAfter($last)
            $run = Invoke-InBackground $command
            $clock = [Diagnostics.Stopwatch]::StartNew()
            while ($server.Requests.Count -le $last -and -not $run.Begun.IsCompleted -and $clock.Elapsed.TotalSeconds -lt 120) { Start-Sleep -Milliseconds 20 }
            $server.Requests.Count | Should -BeGreaterThan $last
            $run.Begun.IsCompleted | Should -BeFalse
            $run.Shell.BeginStop($null, $null).AsyncWaitHandle.WaitOne(60000) | Should -BeTrue
            $run.Shell.InvocationStateInfo.State | Should -Be 'Stopped'
            $run.Shell.Dispose()
        } finally { $server.Dispose() }
        Get-ChildItem -LiteralPath $TestDrive -Force -Filter *.partial | Should -BeNullOrEmpty
        if ($before) { (Get-FileHash -LiteralPath $target).Hash | Should -Be $before.Hash }
        (New-AzSpecializedVmFromVhd $image erp legacy westeurope -Rehearse).Name | Should -Be 'erp'
    }
}
