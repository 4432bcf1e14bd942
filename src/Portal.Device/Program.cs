using System.Globalization;
using Portal.Device.Virtual;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
using var input = new StreamReader(Console.OpenStandardInput());
return await new VirtualDeviceProgram(input, Console.Out, Console.Error).RunAsync(args);
