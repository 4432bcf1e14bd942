using Portal.Tests.Support;

// What the tests start as a process of its own, since some promises are about two processes or about one that dies.
return args switch
{
    ["hold", var file] => HoldDatabase.Run(file),
    ["append", var file] => await AppendUntilKilled.RunAsync(file),
    ["serve", var address] => await MeasuredPortal.RunAsync(address),
    _ => 2,
};
