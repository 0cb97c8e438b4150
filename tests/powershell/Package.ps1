# Unpacks the package that the build made, as Install-PSResource would, so that the tests import what is published and not the build folder.
function Expand-ModulePackage {
    <#
    .SYNOPSIS
    Unpacks the package of output/packages into a folder of modules and gives the path of the module in it.
    #>
    param([Parameter(Mandatory)] [string] $Repository, [Parameter(Mandatory)] [string] $Destination)

    $built = Get-Item -LiteralPath (Join-Path $Repository 'output/AzLegacyOs/AzLegacyOs.psd1') -ErrorAction Ignore
    $package = Get-ChildItem (Join-Path $Repository 'output/packages/AzLegacyOs.[0-9]*.nupkg') -ErrorAction Ignore | Sort-Object LastWriteTime | Select-Object -Last 1
    if (-not $package -or ($built -and $package.LastWriteTime -lt $built.LastWriteTime)) {
        throw "There is no package of the last build in output/packages. Pack first: dotnet pack src/AzLegacyOs.PowerShell"
    }

    $folder = Join-Path $Destination 'AzLegacyOs'
    Add-Type -AssemblyName System.IO.Compression.FileSystem
    [IO.Compression.ZipFile]::ExtractToDirectory($package.FullName, $folder)

    # What belongs to the package and not to the module is left behind, as an installation does.
    Remove-Item -LiteralPath (Join-Path $folder '_rels'), (Join-Path $folder 'package'), (Join-Path $folder '[Content_Types].xml'), (Join-Path $folder 'AzLegacyOs.nuspec') -Recurse -Force
    $folder
}
