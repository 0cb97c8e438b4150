BeforeAll {
    . $PSScriptRoot/Common.ps1
    $image = Get-Fixture server2003r2-x86

    # A disk with enough data that work on it can be met in the middle.
    $large = Join-Path $TestDrive 'large.img'
    $file = [IO.File]::Create($large)
    $block = [byte[]]::new(16MB)
    [Random]::new(1).NextBytes($block)
    # The signature of a master boot record makes it a disk.
    $block[510], $block[511] = 0x55, 0xAA
    foreach ($i in 1..48) { $file.Write($block, 0, $block.Length) }
    $file.Dispose()

    function Invoke-InBackground {
        <# .SYNOPSIS Begins a script in a runspace of its own and waits until it shows progress. #>
        param([string] $Script, [switch] $UntilProgress)

        $shell = [powershell]::Create()
        $null = $shell.AddScript("Import-Module '$modulePath'; $Script")
        $begun = $shell.BeginInvoke()
        $clock = [Diagnostics.Stopwatch]::StartNew()
        while ($UntilProgress -and $shell.Streams.Progress.Count -eq 0 -and -not $begun.IsCompleted -and $clock.Elapsed.TotalSeconds -lt 30) { Start-Sleep -Milliseconds 20 }
        @{ Shell = $shell; Begun = $begun }
    }
}

Describe 'Progress' {
    It 'is told at most five times a second, and is taken away at the end' {
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
    It 'ends <what> within a second, leaves nothing behind, and it can be run again' -ForEach @(
        @{ what = 'a conversion'; script = { "Convert-AzLegacyVhd '$large' '$(Join-Path $TestDrive 'stopped.vhd')' -Verify" }; progress = $true }
        @{ what = 'an upload in the rehearsal'; script = { "while (`$true) { Add-AzLegacyVhd '$large' -DiskName erp -ResourceGroupName legacy -Location westeurope -Rehearse -Force }" }; progress = $true }
        @{ what = 'a deployment in the rehearsal'; script = { "while (`$true) { New-AzSpecializedVmFromVhd '$image' erp legacy westeurope -Rehearse }" }; progress = $false }
        @{ what = 'a judgement'; script = { "while (`$true) { Test-AzLegacyVhd '$image' }" }; progress = $false }
    ) {
        $run = Invoke-InBackground (. $script) -UntilProgress:$progress
        if (-not $progress) { Start-Sleep -Seconds 3 }
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $run.Shell.Stop()
        $clock.ElapsedMilliseconds | Should -BeLessThan 1000
        $run.Shell.InvocationStateInfo.State | Should -Be 'Stopped'
        $run.Shell.Dispose()
        Get-ChildItem $TestDrive -Filter *stopped* | Should -BeNullOrEmpty
        (New-AzSpecializedVmFromVhd $image erp legacy westeurope -Rehearse).Name | Should -Be 'erp'
    }
}
