using AzLegacyOs.Benchmarks.Conversion;
using AzLegacyOs.Benchmarks.Import;
using AzLegacyOs.Benchmarks.Inspection;
using AzLegacyOs.Benchmarks.Upload;

// Where there is a peer, the product and the peer run in turn, as whole processes, and the ratio of their medians is printed:
// absolute times say more about the machine than about the programs.
return args switch
{
    ["inspect"] => InspectionBenchmark.Run(),
    ["convert"] => ConversionBenchmark.Run(),
    ["import"] => ImportBenchmark.Run(),
    ["list"] => ListingBenchmark.Run(),
    ["folder"] => FolderBenchmark.Run(),
    ["upload"] => await UploadBenchmark.RunAsync(),
    ["upload-alone"] => await LoopbackBenchmark.RunAsync(),
    ["upload-budget"] => await BudgetBenchmark.RunAsync(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project tests/benchmarks -- inspect|convert|list|folder|import|upload|upload-alone|upload-budget");
    return 64;
}
