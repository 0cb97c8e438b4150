using AzLegacyOs.Benchmarks.Inspection;

// Each benchmark runs the product and a peer in turn, as whole processes, and prints the ratio of their medians:
// absolute times say more about the machine than about the programs.
return args switch
{
    ["inspect"] => InspectionBenchmark.Run(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project tests/benchmarks -- inspect");
    return 64;
}
