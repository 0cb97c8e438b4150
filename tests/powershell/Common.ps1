# What the test files share: the module under test, and the disk images of the project.
. (Join-Path $PSScriptRoot 'Package.ps1')

$script:repository = Resolve-Path (Join-Path $PSScriptRoot '../..')
if (-not $env:AZLEGACYOS_TEST_MODULE) {
    # run.ps1 sets it for a whole run; a file that is run alone unpacks for itself.
    $env:AZLEGACYOS_TEST_MODULE = Expand-ModulePackage $repository (Join-Path ([IO.Path]::GetTempPath()) "azlegacyos-$(New-Guid)")
}

$script:modulePath = $env:AZLEGACYOS_TEST_MODULE
Import-Module $modulePath -Force

function Get-Fixture {
    <# .SYNOPSIS Unpacks a disk image into the drive of the test and gives its path. #>
    param([string] $Name)

    $target = Join-Path $TestDrive "$Name.vhd"
    if (-not (Test-Path -LiteralPath $target)) {
        $packed = [IO.File]::OpenRead((Join-Path $repository "tests/fixtures/images/$Name.vhd.gz"))
        $data = [IO.Compression.GZipStream]::new($packed, [IO.Compression.CompressionMode]::Decompress)
        $file = [IO.File]::Create($target)
        try { $data.CopyTo($file) } finally { $file.Dispose(); $data.Dispose(); $packed.Dispose() }
    }
    $target
}

$script:noServer = 'the web server of the other tests needs PowerShell on the .NET that they are built for, and their build'

function Get-ImageServer {
    <# .SYNOPSIS A new web server that gives an image: the one of the other tests. Nothing where it cannot run. #>
    param([string] $Path)

    $library = Get-ChildItem (Join-Path $repository 'tests/AzLegacyOs.Testing/bin') -Recurse -Filter AzLegacyOs.Testing.dll -ErrorAction Ignore | Sort-Object LastWriteTime | Select-Object -Last 1
    if (-not $library -or [Environment]::Version.Major -lt 10) { return }
    Add-Type -Path $library.FullName
    [AzLegacyOs.Testing.RangeServer]::new([IO.File]::ReadAllBytes($Path))
}

function Get-ErrorId {
    <# .SYNOPSIS The id of an error record, without the name of the cmdlet. #>
    param($ErrorRecord)

    ($ErrorRecord.FullyQualifiedErrorId -split ',')[0]
}

function Invoke-Fresh {
    <# .SYNOPSIS Runs a script in a new PowerShell, so that a load that fails spoils nothing else, and gives its lines. #>
    param([string] $Script)

    & (Get-Process -Id $PID).Path -NoProfile -Command ('$ErrorActionPreference = ''Stop''; $ProgressPreference = ''SilentlyContinue''; ' + $Script)
}
